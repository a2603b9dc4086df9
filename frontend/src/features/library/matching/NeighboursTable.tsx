import { Details } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { type Column, EmptyState, LocalTable, useTableView } from '@/design';
import { bandName, counted, rangeWords } from '../words';
import type { BandNeighbour } from './types';

const relations: Record<BandNeighbour['relation'], string> = {
  below: 'Band below',
  same: 'The same band',
  above: 'Band above',
};

interface NeighboursTableProps {
  neighbours: BandNeighbour[];
  /** The points of the match that is checked. */
  total: number;
}

/** Other matches and national profiles in the same band and those next to it. */
export function NeighboursTable({ neighbours, total }: NeighboursTableProps) {
  const view = useTableView('neighbours', 'flagged');
  const columns: Column<BandNeighbour>[] = [
    {
      key: 'title',
      header: 'Neighbour',
      rowHeader: true,
      value: ({ title }) => title,
      cell: ({ kind, title, matchId, profileId }) => (
        <>
          <Link to={kind === 'match' ? `/job-matches/${matchId ?? ''}` : `/library/profiles/${profileId ?? ''}`}>
            {title}
          </Link>
          <span className="bw-small bw-block">{kind === 'match' ? 'Job match' : 'National profile'}</span>
        </>
      ),
    },
    {
      key: 'relation',
      header: 'Where',
      value: ({ relation }) => relations[relation],
      cell: ({ relation, band }) => (
        <>
          {relations[relation]}
          <span className="bw-small bw-block">{band === '' ? 'No band' : bandName(band)}</span>
        </>
      ),
    },
    {
      key: 'total',
      header: `Points (here ${total})`,
      numeric: true,
      value: ({ totalMin }) => totalMin,
      cell: ({ totalMin, totalMax }) => rangeWords(totalMin, totalMax),
    },
    {
      key: 'flagged',
      header: 'Stands out',
      value: ({ flagged }) => (flagged ? 1 : 2),
      cell: ({ flagged }) => (flagged ? <strong>Stands out</strong> : 'No'),
    },
    {
      key: 'explanation',
      header: 'Why',
      value: ({ explanation }) => explanation,
      cell: (neighbour) => <Why neighbour={neighbour} />,
    },
  ];
  return (
    <LocalTable
      caption="Neighbours in the bands"
      hideCaption
      columns={columns}
      rows={neighbours}
      rowKey={({ kind, matchId, profileId }) => `${kind} ${matchId ?? ''}${profileId ?? ''}`}
      view={view}
      pageSize={10}
      searchLabel="Search the neighbours"
      empty={<EmptyState title="There is no neighbour in this band or those next to it." />}
    />
  );
}

function Why({ neighbour: { explanation, factors, title } }: { neighbour: BandNeighbour }) {
  return (
    <>
      {explanation}
      {factors.length === 0 ? null : (
        <Details className="bw-why">
          <Details.Summary>
            {counted(factors.length, 'factor')} the other way round
            <span className="nhsuk-u-visually-hidden">: {title}</span>
          </Details.Summary>
          <Details.Text>
            <ul className="nhsuk-list nhsuk-list--bullet">
              {factors.map(({ no, name, level, otherLevelMin, otherLevelMax }) => (
                <li key={no}>
                  {no}. {name}: level {level} here, {rangeWords(otherLevelMin, otherLevelMax)} there
                </li>
              ))}
            </ul>
          </Details.Text>
        </Details>
      )}
    </>
  );
}
