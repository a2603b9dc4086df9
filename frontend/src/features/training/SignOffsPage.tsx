import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  type Column,
  DataTable,
  DateText,
  EmptyState,
  Loaded,
  longDate,
  Page,
  Section,
  sortText,
  useSettled,
  useTableView,
} from '@/design';
import { CoveringNote } from '@/session/covers';
import type { QueuedRecord } from './types';

const columns: Column<QueuedRecord>[] = [
  {
    key: 'person',
    header: 'Person',
    rowHeader: true,
    sortable: true,
    cell: ({ person, milestone, covering }) => (
      <>
        <Link to={`/people/${person.id}/milestones/${milestone.key}`}>
          {person.name}
          <span className="nhsuk-u-visually-hidden">: {milestone.title}</span>
        </Link>
        <CoveringNote covering={covering} />
      </>
    ),
  },
  { key: 'milestone', header: 'Milestone', cell: ({ milestone }) => milestone.title },
  { key: 'team', header: 'Team', cell: ({ team }) => team?.name ?? '' },
  {
    key: 'completedOn',
    header: 'Completed',
    sortable: true,
    cell: ({ record }) => <DateText date={record.completedOn} plain />,
  },
  {
    key: 'recordedOn',
    header: 'Recorded',
    sortable: true,
    cell: ({ record }) => <DateText date={record.recordedOn} plain />,
  },
  { key: 'age', header: 'Days waiting', numeric: true, cell: ({ ageDays }) => ageDays },
];

/** Entries of log books that wait for the reader, with the way to the log book where they are decided. */
function WaitingLogBooks() {
  const query = useQuery({
    queryKey: ['log-book-entries', 'waiting'],
    queryFn: () => answer(api.GET('/log-book-entries', { params: { query: { limit: 50 } } })),
  });
  if (!query.data || query.data.total === 0) return null;
  return (
    <Section title={`Log book entries to confirm (${query.data.total})`}>
      <ul className="bw-rows">
        {query.data.items.map(({ entry, person, pathwayId, pathway, milestone, counted, covering }) => (
          <li key={entry.id}>
            <Link to={`/people/${person.id}/further/${pathwayId}/log-book`}>
              {person.name}, {longDate(entry.doneOn)}
            </Link>
            : {entry.what ?? milestone.title}
            <span className="bw-note">
              {pathway}. Number of {counted}: {entry.number}.
            </span>
            <CoveringNote covering={covering} />
          </li>
        ))}
      </ul>
      {query.data.total > query.data.items.length ? (
        <p>The oldest {query.data.items.length} are shown; the others follow as these are decided.</p>
      ) : null}
    </Section>
  );
}

export function SignOffsPage() {
  const view = useTableView('', 'recordedOn');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['sign-offs', search, sort], (cursor) =>
    answer(
      api.GET('/milestone-records', {
        params: { query: { state: 'recorded', q: search || undefined, sort, cursor } },
      }),
    ),
  );
  return (
    <Page title="Sign-offs">
      <p>Milestones that were recorded and wait for your signature, the oldest first.</p>
      <WaitingLogBooks />
      <Loaded query={list.whole} what="the queue">
        {() => (
          <DataTable
            caption="Milestones that wait for your signature"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ record }) => record.id}
            view={view}
            searchLabel="Search by person or milestone"
            empty={
              <EmptyState title="Nothing waits for your signature.">
                <p>When somebody whom you mentor, assess or manage records a milestone, it appears here.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
