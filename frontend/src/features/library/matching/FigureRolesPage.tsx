import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import {
  type Column,
  DateText,
  EmptyState,
  FilterSelect,
  Loaded,
  LocalTable,
  Page,
  useFilter,
  useTableView,
} from '@/design';
import { bandName } from '../words';
import { figureFrom, figures, figureWords, rolesBehind, unknownBand } from './kpis';
import { kpisQuery } from './queries';
import type { KpiRole, MatchKpis } from './types';
import { matchesCrumb } from './words';

const columns: Column<KpiRole>[] = [
  {
    key: 'role',
    header: 'Role',
    rowHeader: true,
    value: ({ role }) => role.name,
    cell: ({ role }) => <Link to={`/library/roles/${role.id}`}>{role.name}</Link>,
  },
  {
    key: 'band',
    header: 'Band',
    value: ({ band }) => band,
    cell: ({ band, bandBefore }) => (
      <>
        {bandName(band)}
        {bandBefore === '' || bandBefore === band ? null : (
          <span className="bw-small bw-block">before: {bandName(bandBefore).toLowerCase()}</span>
        )}
      </>
    ),
  },
  { key: 'holders', header: 'Held by', numeric: true, value: ({ holders }) => holders, cell: ({ holders }) => holders },
  {
    key: 'reviewedOn',
    header: 'Last reviewed',
    value: ({ reviewedOn }) => reviewedOn,
    cell: ({ reviewedOn }) => <DateText date={reviewedOn} plain none="Not recorded" />,
  },
  {
    key: 'because',
    header: 'Why it counts so',
    value: ({ because }) => because,
    cell: ({ because, matchId }) => (
      <>
        {because} {matchId ? <Link to={`/job-matches/${matchId}`}>The job match</Link> : null}
      </>
    ),
  },
];

/** The roles behind one of the job evaluation figures. */
export function FigureRolesPage() {
  const query = useQuery(kpisQuery);
  return (
    <Page
      title="Roles behind the figures"
      breadcrumbs={[matchesCrumb, { label: 'Job evaluation figures', href: '/job-matches/figures' }]}
    >
      <Loaded query={query} what="the roles">
        {(kpis) => <Roles kpis={kpis} />}
      </Loaded>
    </Page>
  );
}

function Roles({ kpis }: { kpis: MatchKpis }) {
  const view = useTableView('', 'role');
  const [figureText, setFigure] = useFilter('figure', 'inUse');
  const [band, setBand] = useFilter('band');
  const figure = figureFrom(figureText);
  return (
    <LocalTable
      caption={figureWords[figure].long}
      columns={columns}
      rows={rolesBehind(kpis.roles, figure, band)}
      rowKey={({ role }) => role.id}
      view={view}
      searchLabel="Search the roles"
      filters={
        <>
          <FilterSelect
            label="Figure"
            value={figure}
            onChange={setFigure}
            choices={figures.map((value) => ({ value, label: figureWords[value].long }))}
          />
          <FilterSelect
            label="Band"
            value={band}
            onChange={setBand}
            choices={[
              { value: '', label: 'All bands' },
              ...kpis.bands.map((row) => ({
                value: row.band === '' ? unknownBand : row.band,
                label: bandName(row.band),
              })),
            ]}
          />
        </>
      }
      empty={<EmptyState title="No role is counted here." />}
    />
  );
}
