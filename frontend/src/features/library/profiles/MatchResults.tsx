import { Details } from 'nhsuk-react-components';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { type Column, EmptyState, FigureCard, FigureCards, LocalTable, StateTag, useTableView } from '@/design';
import type { JobMatchPreview, JobScheme, MatchCandidate } from '../types';
import { bandName } from '../words';

interface MatchResultsProps {
  preview: JobMatchPreview;
  scheme: JobScheme;
  levels: number[];
  /** Whether the answer follows a press of the button, and not an address that carried the levels. */
  takeFocus: boolean;
  /** Whether the form has been changed since. */
  changed: boolean;
}

/** What a job's levels add up to, and the profiles, the nearest first. */
export function MatchResults({ preview, scheme, levels, takeFocus, changed }: MatchResultsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) heading.current?.focus();
  }, [takeFocus]);
  const [nearest] = preview.candidates;
  return (
    <section aria-labelledby="match-results">
      <h2 className="nhsuk-heading-m" id="match-results" tabIndex={-1} ref={heading}>
        What it matches
      </h2>
      {changed ? <p>You have changed a level since. Press the button again for the new answer.</p> : null}
      <FigureCards>
        <FigureCard label="Points" figure={preview.total}>
          The sum over the {scheme.factors.length} factors. Levels: {levels.join(', ')}.
        </FigureCard>
        <FigureCard label="Band by its points" figure={preview.band === '' ? 'None' : preview.band}>
          {preview.bandReason}
        </FigureCard>
        <FigureCard
          label="Nearest profile"
          figure={nearest ? <StateTag kind="match" state={nearest.outcome} /> : 'None'}
        >
          {nearest ? <Link to={`/library/profiles/${nearest.profileId}`}>{nearest.title}</Link> : null}
        </FigureCard>
      </FigureCards>
      <Candidates candidates={preview.candidates} />
    </section>
  );
}

const outcomeOrder = { profile_match: 1, band_match: 2, no_match: 3 };

function Candidates({ candidates }: { candidates: MatchCandidate[] }) {
  const view = useTableView('candidates', 'rank');
  const ranked = candidates.map((candidate, index) => ({ ...candidate, rank: index + 1 }));
  const columns: Column<MatchCandidate & { rank: number }>[] = [
    { key: 'rank', header: 'Rank', numeric: true, value: ({ rank }) => rank, cell: ({ rank }) => rank },
    {
      key: 'title',
      header: 'Profile',
      rowHeader: true,
      value: ({ title }) => title,
      cell: ({ title, profileId, band }) => (
        <>
          <Link to={`/library/profiles/${profileId}`}>{title}</Link>
          <span className="bw-small bw-block">{bandName(band)}</span>
        </>
      ),
    },
    {
      key: 'outcome',
      header: 'Outcome',
      value: ({ outcome }) => outcomeOrder[outcome],
      cell: ({ outcome }) => <StateTag kind="match" state={outcome} />,
    },
    { key: 'variations', header: 'Vary', numeric: true, value: (row) => row.variations, cell: (row) => row.variations },
    { key: 'failing', header: 'Fail', numeric: true, value: (row) => row.failing, cell: (row) => row.failing },
    {
      key: 'reason',
      header: 'Why',
      value: ({ reason }) => reason,
      cell: (candidate) => <Reason candidate={candidate} />,
    },
  ];
  return (
    <LocalTable
      caption="Profiles, the nearest first"
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

function Reason({ candidate }: { candidate: MatchCandidate }) {
  const apart = candidate.factors.filter(({ result }) => result !== 'match');
  return (
    <>
      {candidate.reason}
      {apart.length === 0 ? null : (
        <Details className="bw-why">
          <Details.Summary>
            Factor by factor<span className="nhsuk-u-visually-hidden">: {candidate.title}</span>
          </Details.Summary>
          <Details.Text>
            <ul className="bw-hits">
              {apart.map(({ no, name, levelText, result, reason }) => (
                <li key={no}>
                  <StateTag kind="match" state={result} /> {no}. {name} (profile: {levelText})
                  <span className="bw-block">{reason}</span>
                </li>
              ))}
            </ul>
            <p>The other {candidate.factors.length - apart.length} factors match.</p>
          </Details.Text>
        </Details>
      )}
    </>
  );
}
