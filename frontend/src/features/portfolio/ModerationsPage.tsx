import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  StateTag,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import { ReviewPages } from './ReviewPages';
import { secondWord } from './SecondLooks';
import type { Schemas } from './types';

type Row = Schemas['ModerationSummary'];

const columns: Column<Row>[] = [
  {
    key: 'person',
    header: 'Person',
    rowHeader: true,
    sortable: true,
    cell: ({ id, person, title }) => (
      <Link to={`/reviews/second-looks/${id}`}>
        {person.name}
        <span className="nhsuk-u-visually-hidden">: {title}</span>
      </Link>
    ),
  },
  {
    key: 'code',
    header: 'Statement or criterion',
    sortable: true,
    cell: ({ title, statement }) => (
      <>
        {title}
        {statement ? <span className="bw-statement">{statement.text}</span> : null}
      </>
    ),
  },
  { key: 'approvedAt', header: 'Approved', sortable: true, cell: ({ approvedAt }) => <DateText date={approvedAt} plain /> },
  {
    key: 'state',
    header: 'State',
    cell: (row) => (
      <>
        <StateTag kind="moderation" state={row.state} />
        <span className="bw-note">
          {row.state === 'waiting'
            ? `for ${row.waitingWorkingDays === 1 ? '1 working day' : `${row.waitingWorkingDays} working days`}`
            : `You ${secondWord(row)}`}
        </span>
      </>
    ),
  },
];

/** Approvals that were drawn for a second assessor, and wait for the viewer. */
export function ModerationsPage() {
  const view = useTableView('', 'approvedAt');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [show, setShow] = useFilter('show');
  const judged = show === 'judged' || undefined;
  const list = useList<Row>(['moderations', search, sort, show], (cursor) =>
    answer(api.GET('/moderations', { params: { query: { q: search || undefined, sort, cursor, judged } } })),
  );
  return (
    <Page title="Second looks">
      <ReviewPages />
      <p>
        A sample of approvals goes to a second assessor. You judge by the statement and the evidence; who approved, at which
        level and why you see afterwards. Your own claims and approvals never come to you.
      </p>
      <Loaded query={list.whole} what="the approvals">
        {() => (
          <DataTable
            caption="Approvals for a second look"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by person, statement or criterion"
            filters={
              <FilterSelect
                label="Show"
                value={show}
                onChange={setShow}
                choices={[
                  { value: '', label: 'Waiting' },
                  { value: 'judged', label: 'Judged by me' },
                ]}
              />
            }
            empty={
              <EmptyState title={judged ? 'You have judged none yet.' : 'Nothing waits for your second look.'}>
                <p>When an approval of somebody whom you assess or manage is drawn, it appears here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
