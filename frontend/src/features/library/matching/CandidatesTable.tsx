import { type Column, EmptyState, LocalTable, StateTag, useTableView } from '@/design';
import { ChooseCandidate } from './ChooseCandidate';
import { CandidateReason, CandidateTitle } from './MatchParts';
import type { JobMatch, LiveCandidate } from './types';

interface CandidatesTableProps {
  match: JobMatch;
  candidates: LiveCandidate[];
}

const outcomeOrder = { profile_match: 1, band_match: 2, undecided: 3, no_match: 4 };

/** All national profiles, the nearest first, each with the rule that it fails or the factors that vary. */
export function CandidatesTable({ match, candidates }: CandidatesTableProps) {
  const view = useTableView('candidates', 'rank');
  const ranked = candidates.map((candidate, index) => ({ ...candidate, rank: index + 1 }));
  const columns: Column<LiveCandidate & { rank: number }>[] = [
    { key: 'rank', header: 'Rank', numeric: true, value: ({ rank }) => rank, cell: ({ rank }) => rank },
    {
      key: 'title',
      header: 'Profile',
      rowHeader: true,
      value: ({ title }) => title,
      cell: (candidate) => (
        <>
          <CandidateTitle candidate={candidate} />
          {match.actions.includes('choose_candidate') && !candidate.chosen ? (
            <ChooseCandidate match={match} candidate={candidate} />
          ) : null}
        </>
      ),
    },
    {
      key: 'outcome',
      header: 'Outcome',
      value: ({ outcome }) => outcomeOrder[outcome],
      cell: ({ outcome }) => <StateTag kind="match" state={outcome} />,
    },
    { key: 'matching', header: 'Match', numeric: true, value: (row) => row.matching, cell: (row) => row.matching },
    { key: 'variations', header: 'Vary', numeric: true, value: (row) => row.variations, cell: (row) => row.variations },
    { key: 'failing', header: 'Fail', numeric: true, value: (row) => row.failing, cell: (row) => row.failing },
    {
      key: 'reason',
      header: 'Why',
      value: ({ reason }) => reason,
      cell: (candidate) => <CandidateReason candidate={candidate} />,
    },
  ];
  return (
    <LocalTable
      caption="National profiles, the nearest first"
      hideCaption
      columns={columns}
      rows={ranked}
      rowKey={({ profileId }) => profileId}
      view={view}
      pageSize={5}
      searchLabel="Search the profiles"
      empty={<EmptyState title="There are no profiles to compare with." />}
    />
  );
}
