import { Link } from 'react-router';
import { type Column, EmptyState, LocalTable, StateTag, useTableView } from '@/design';
import type { JobScheme } from '../types';
import { type FactorState, factorStates } from './match';
import type { JobMatch } from './types';
import { optionWords } from './words';

interface DecisionsTableProps {
  match: JobMatch;
  scheme: JobScheme;
}

/** The 16 factors of a match: level, points, reason, and how each stands beside the candidate profile. */
export function DecisionsTable({ match, scheme }: DecisionsTableProps) {
  const view = useTableView('factors', 'no');
  const columns: Column<FactorState>[] = [
    {
      key: 'no',
      header: 'Factor',
      rowHeader: true,
      value: ({ no }) => no,
      cell: ({ no, name }) => (
        <Link to={`/job-matches/${match.summary.id}/factors/${no}`}>
          {no}. {name}
        </Link>
      ),
    },
    {
      key: 'level',
      header: 'Level',
      value: ({ decision }) => decision?.level,
      cell: ({ decision }) =>
        decision ? (
          <span className="bw-nowrap">
            {decision.level} {optionWords(decision.options)}
          </span>
        ) : (
          'None yet'
        ),
    },
    {
      key: 'points',
      header: 'Points',
      numeric: true,
      value: ({ decision }) => decision?.points,
      cell: ({ decision }) => decision?.points ?? '–',
    },
    {
      key: 'result',
      header: 'Beside the profile',
      value: ({ comparison }) => comparison?.result,
      cell: ({ comparison }) =>
        comparison ? (
          <>
            <StateTag kind="match" state={comparison.result} />
            {comparison.reason === '' ? null : <span className="bw-small bw-block">{comparison.reason}</span>}
          </>
        ) : (
          '–'
        ),
    },
    {
      key: 'reason',
      header: 'Reason of the panel',
      value: ({ decision }) => decision?.reason,
      cell: ({ decision }) => <span className="bw-written">{decision?.reason ?? ''}</span>,
    },
  ];
  return (
    <LocalTable
      caption="The panel’s levels and reasons"
      hideCaption
      columns={columns}
      rows={factorStates(match, scheme)}
      rowKey={({ no }) => `${no}`}
      view={view}
      empty={<EmptyState title="The scheme has no factors." />}
    />
  );
}
