import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useList } from '@/api/lists';
import {
  ButtonLink,
  type Column,
  DataTable,
  EmptyState,
  FilterSelect,
  Loaded,
  Page,
  sortText,
  useFilter,
  useSettled,
  useTableView,
} from '@/design';
import type { JobProfileSummary } from '../types';
import { bandChoices, bandName, libraryCrumb, rangeWords } from '../words';

const columns: Column<JobProfileSummary>[] = [
  {
    key: 'title',
    header: 'Profile',
    rowHeader: true,
    sortable: true,
    cell: ({ id, title }) => <Link to={`/library/profiles/${id}`}>{title}</Link>,
  },
  { key: 'band', header: 'Band', sortable: true, cell: ({ band }) => bandName(band) },
  {
    key: 'total',
    header: 'Points as printed',
    sortable: true,
    numeric: true,
    cell: ({ statedMin, statedMax }) => rangeWords(statedMin, statedMax),
  },
  {
    key: 'computed',
    header: 'Points by the scheme',
    numeric: true,
    cell: (profile) => (
      <>
        {rangeWords(profile.computedMin, profile.computedMax)}
        {agrees(profile) ? null : <strong className="bw-block">Differs</strong>}
      </>
    ),
  },
  { key: 'findings', header: 'Findings', numeric: true, cell: ({ findingCount }) => findingCount },
];

function agrees({ statedMin, statedMax, computedMin, computedMax }: JobProfileSummary): boolean {
  return statedMin === computedMin && statedMax === computedMax;
}

/** The national job evaluation profiles. */
export function ProfilesPage() {
  const view = useTableView('', 'line');
  const [band, setBand] = useFilter('band');
  const search = useSettled(view.search);
  const sort = sortText(view.sort);
  const list = useList(['job-profiles', search, sort, band], (cursor) =>
    answer(
      api.GET('/job-profiles', {
        params: { query: { q: search || undefined, band: band || undefined, sort, cursor } },
      }),
    ),
  );
  return (
    <Page
      title="National profiles"
      breadcrumbs={[libraryCrumb]}
      action={<ButtonLink href="/library/profiles/compare">Compare profiles</ButtonLink>}
    >
      <p>
        Each profile gives a job its levels on the 16 factors of job evaluation. The{' '}
        <Link to="/library/suite">front page of the suite</Link> and the <Link to="/library/scheme">scheme</Link> have
        pages of their own; <Link to="/library/job-match">try a job match</Link> to see which profiles come nearest to a
        job.
      </p>
      <Loaded query={list.whole} what="the national profiles">
        {() => (
          <DataTable
            caption="National profiles"
            hideCaption
            columns={columns}
            list={list}
            rowKey={({ id }) => id}
            view={view}
            searchLabel="Search profiles"
            filters={<FilterSelect label="Band" value={band} onChange={setBand} choices={bandChoices} />}
            empty={
              <EmptyState title="No profile covers this band.">
                <p>Choose another band, or all bands.</p>
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  );
}
