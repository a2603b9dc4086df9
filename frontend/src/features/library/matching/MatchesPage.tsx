import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
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
import { bandName } from '../words';
import type { JobMatchSummary } from './types';
import { stateChoices, stateFrom } from './words';

const columns: Column<JobMatchSummary>[] = [
  {
    key: 'role',
    header: 'Role',
    rowHeader: true,
    sortable: true,
    cell: ({ id, role, reviewOf, mine }) => (
      <>
        <Link to={`/job-matches/${id}`}>
          {role.name}
          {reviewOf ? <span className="nhsuk-u-visually-hidden"> (review)</span> : null}
        </Link>
        {reviewOf ? <span className="bw-small bw-block">Review of an earlier match</span> : null}
        {mine ? <span className="bw-small bw-block">You are on the panel</span> : null}
      </>
    ),
  },
  {
    key: 'state',
    header: 'State',
    sortable: true,
    cell: ({ state }) => <StateTag kind="jobMatch" state={state} />,
  },
  {
    key: 'candidate',
    header: 'National profile',
    cell: ({ candidate }) =>
      candidate ? <Link to={`/library/profiles/${candidate.id}`}>{candidate.name}</Link> : 'Not chosen yet',
  },
  { key: 'decided', header: 'Factors', cell: ({ decided }) => <span className="bw-nowrap">{decided} of 16</span> },
  { key: 'total', header: 'Points', numeric: true, sortable: true, cell: ({ total }) => total },
  {
    key: 'outcome',
    header: 'Outcome',
    cell: ({ outcome, band }) => (
      <>
        <StateTag kind="match" state={outcome} />
        {band === '' ? null : (
          <span className="bw-block">
            {bandName(band)}
            {outcome === 'no_match' || outcome === 'undecided' ? ' by its points' : ''}
          </span>
        )}
      </>
    ),
  },
  {
    key: 'openedAt',
    header: 'Opened',
    sortable: true,
    cell: ({ openedAt, openedBy }) => (
      <>
        <DateText date={openedAt} plain />
        <span className="bw-small bw-block">by {openedBy.name}</span>
      </>
    ),
  },
  {
    key: 'releasedOn',
    header: 'Released',
    sortable: true,
    cell: ({ releasedOn }) => (releasedOn ? <DateText date={releasedOn} plain /> : 'Not yet'),
  },
];

const whose = [
  { value: '', label: 'All panels' },
  { value: 'mine', label: 'Panels that I am on' },
];

/** The organisation's job matches: what panels work on, what waits for its check, what is released. */
export function MatchesPage() {
  const mayOpen = useMay('matching.open');
  const view = useTableView('', '-openedAt');
  const [stateText, setState] = useFilter('state');
  const [panel, setPanel] = useFilter('panel');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const state = stateFrom(stateText);
  const list = useList(['job-matches', 'list', search, sort, state, panel], (cursor) =>
    answer(
      api.GET('/job-matches', {
        params: { query: { q: search || undefined, state, mine: panel === 'mine' || undefined, sort, cursor } },
      }),
    ),
  );
  const narrowed = stateText !== '' || panel !== '';
  return (
    <Page
      title="Job matches"
      action={mayOpen ? <ButtonLink href="/job-matches/new">Open a job match</ButtonLink> : null}
    >
      <p>
        A panel compares a job with the national profiles, factor by factor, and its outcome gives the role its band.
        The job is judged, never the person. See the <Link to="/job-matches/figures">job evaluation figures</Link> or the{' '}
        <Link to="/library/scheme">rules of matching</Link>.
      </p>
      <Loaded query={list.whole} what="the job matches">
        {() => (
          <DataTable
            caption="Job matches"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search by role or profile"
            filters={
              <>
                <FilterSelect label="State" value={state ?? ''} onChange={setState} choices={stateChoices} />
                <FilterSelect label="Panel" value={panel} onChange={setPanel} choices={whose} />
              </>
            }
            empty={
              <EmptyState title={narrowed ? 'No job match is like this.' : 'No job match has been opened yet.'}>
                <p>
                  {narrowed
                    ? 'Choose another state, or all panels.'
                    : 'A match begins with a role whose band is to be found, and a trained panel of both sides.'}
                </p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
