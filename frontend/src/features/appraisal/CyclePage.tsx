import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import type { components } from '@/api/schema';
import {
  ButtonLink,
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
import { useMay } from '@/session/session';
import type { Due } from './words';

type Row = components['schemas']['AppraisalCycleRow'];

/** Where everybody stands in the cycle of appraisals: dates and states, nothing of what was said. */
export function CyclePage() {
  const reads = useMay('appraisals.lead');
  const view = useTableView('', 'appraisalDueOn');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const [state, setState] = useFilter('state');
  const [kind, setKind] = useFilter('kind');
  const wanted = state === '' ? undefined : (state as components['schemas']['AppraisalDueState']);
  const of = kind === 'one_to_one' ? 'one_to_one' : 'appraisal';
  const list = useList<Row, components['schemas']['AppraisalCyclePage']>(
    ['appraisals', 'cycle', search, sort, wanted, of],
    (cursor) =>
      answer(api.GET('/appraisals', { params: { query: { q: search || undefined, sort, cursor, state: wanted, kind: of } } })),
  );
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: 'Name',
      rowHeader: true,
      sortable: true,
      cell: ({ person }) => (reads ? <Link to={`/people/${person.id}/appraisals`}>{person.name}</Link> : person.name),
    },
    { key: 'team', header: 'Team', cell: ({ team }) => team },
    { key: 'appraisalDueOn', header: 'Appraisal due', sortable: true, cell: ({ appraisal }) => <When due={appraisal} /> },
    { key: 'oneToOneDueOn', header: 'One-to-one due', sortable: true, cell: ({ oneToOne }) => <When due={oneToOne} /> },
    {
      key: 'actions',
      header: 'Open actions',
      numeric: true,
      cell: ({ openActions, overdueActions }) =>
        overdueActions > 0 ? `${openActions}, of which ${overdueActions} overdue` : openActions,
    },
  ];
  return (
    <Page
      title="One-to-ones and appraisals"
      breadcrumbs={[{ label: 'Organisation', href: '/organisation' }]}
      action={
        <ButtonLink href="/organisation/appraisals/cycle" secondary>
          The cycle
        </ButtonLink>
      }
    >
      <p>Dates and states of everybody within your reach. What was said stays with those who met.</p>
      <Loaded query={list.whole} what="the cycle">
        {() => (
          <DataTable
            caption="People in the cycle"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ person }) => person.id}
            view={view}
            searchLabel="Search by name"
            filters={
              <>
                <FilterSelect
                  label="Kind"
                  value={kind}
                  onChange={setKind}
                  choices={[
                    { value: '', label: 'Appraisals' },
                    { value: 'one_to_one', label: 'One-to-ones' },
                  ]}
                />
                <FilterSelect
                  label="State"
                  value={state}
                  onChange={setState}
                  choices={[
                    { value: '', label: 'All' },
                    { value: 'overdue', label: 'Overdue' },
                    { value: 'due', label: 'Due within 30 days' },
                    { value: 'planned', label: 'Planned' },
                    { value: 'not_due', label: 'Not due' },
                  ]}
                />
              </>
            }
            empty={<EmptyState title="Nobody is in this state." />}
          />
        )}
      </Loaded>
    </Page>
  );
}

function When({ due }: { due: Due }) {
  return (
    <>
      {due.dueOn ? <DateText date={due.dueOn} plain /> : 'None'}
      <span className="bw-block">
        <StateTag kind="appraisalDue" state={due.state} />
      </span>
      {due.plannedOn ? (
        <span className="bw-small bw-block">
          Planned for <DateText date={due.plannedOn} plain />
        </span>
      ) : null}
    </>
  );
}
