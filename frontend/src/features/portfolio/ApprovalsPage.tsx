import { useSearchParams } from 'react-router';
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
  Why,
} from '@/design';
import { useMe } from '@/session/session';
import { secondWord } from './SecondLooks';
import type { Schemas } from './types';

type Row = Schemas['Approval'];

function columnsFor(mayOpen: boolean): Column<Row>[] {
  return [
    {
      key: 'person',
      header: 'Person',
      rowHeader: true,
      sortable: true,
      cell: ({ summary: { person, claimId } }) =>
        mayOpen ? <Link to={`/people/${person.id}/portfolio/claims/${claimId}`}>{person.name}</Link> : person.name,
    },
    {
      key: 'code',
      header: 'Statement or criterion',
      sortable: true,
      cell: ({ summary }) => summary.title,
    },
    {
      key: 'approvedAt',
      header: 'Approved',
      sortable: true,
      cell: ({ summary, assessor }) => (
        <>
          <DateText date={summary.approvedAt} plain />
          <span className="bw-note">by {assessor.name}</span>
        </>
      ),
    },
    {
      key: 'state',
      header: 'Second assessor',
      cell: ({ summary, because }) => (
        <>
          <StateTag kind="moderation" state={summary.state} />
          {summary.moderator ? (
            <span className="bw-note">
              {summary.moderator.name} {secondWord(summary)}
            </span>
          ) : null}
          <Why label="Why?">{because}</Why>
        </>
      ),
    },
    {
      key: 'now',
      header: 'Claim now',
      cell: ({ summary, finalBy, finalAt }) => (
        <>
          {summary.claimState ? <StateTag kind="claim" state={summary.claimState} /> : null}
          {finalBy && finalAt ? (
            <span className="bw-note">
              decided again by {finalBy.name} <DateText date={finalAt} plain />
            </span>
          ) : null}
        </>
      ),
    },
  ];
}

const shows = ['waiting', 'agreed', 'disagreed', 'overtaken', 'not_drawn'] as const;

/** The approvals behind the figures of agreement, with states and dates. */
export function ApprovalsPage() {
  const [params] = useSearchParams();
  const view = useTableView('', '-approvedAt');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [show, setShow] = useFilter('show');
  const { permissions } = useMe();
  const assessorId = params.get('assessor') ?? undefined;
  const filter = {
    q: search || undefined,
    sort,
    assessorId,
    state: shows.find((one) => one === show),
    drawn: show === 'drawn' || undefined,
    open: show === 'open' || undefined,
  };
  const list = useList<Row>(['moderation', 'approvals', filter], (cursor) =>
    answer(api.GET('/moderation-approvals', { params: { query: { ...filter, cursor } } })),
  );
  // Who reviews may open the claims; others see states and dates.
  const mayOpen = permissions.includes('portfolio.review');
  return (
    <Page title="Approvals and second looks" breadcrumbs={[{ label: 'Agreement', href: '/reviews/agreement' }]}>
      {mayOpen ? null : <p>You see states and dates. What people wrote is for them and those who review.</p>}
      <Loaded query={list.whole} what="the approvals">
        {() => (
          <DataTable
            caption="Approvals"
            hideCaption
            columns={columnsFor(mayOpen)}
            list={list}
            rowKey={({ summary }) => summary.id}
            view={view}
            searchLabel="Search by person, statement or criterion"
            filters={
              <FilterSelect
                label="Show"
                value={show}
                onChange={setShow}
                choices={[
                  { value: '', label: 'All approvals' },
                  { value: 'drawn', label: 'Drawn' },
                  { value: 'waiting', label: 'Waiting' },
                  { value: 'agreed', label: 'Agreed' },
                  { value: 'disagreed', label: 'Disagreed' },
                  { value: 'open', label: 'Disagreed and not decided again' },
                  { value: 'overtaken', label: 'Overtaken' },
                  { value: 'not_drawn', label: 'Not drawn' },
                ]}
              />
            }
            empty={<EmptyState title="There are no such approvals." />}
          />
        )}
      </Loaded>
    </Page>
  );
}
