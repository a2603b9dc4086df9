import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { StateTag } from '@/design';
import { previewQuery } from '../queries';
import type { JobScheme } from '../types';
import { ChooseCandidate } from './ChooseCandidate';
import { bandsWithin, candidatesOf, foremost, levelsWith, totalsWith } from './match';
import { CandidateReason, CandidateTitle } from './MatchParts';
import type { JobMatch } from './types';

interface LiveStandingProps {
  match: JobMatch;
  scheme: JobScheme;
  no: number;
  /** The level that is chosen on the page, saved or not. */
  level: number | undefined;
}

/** How many candidates stand there before "Show all". */
const shown = 4;

/** Total, band and candidates with the level that is chosen now. */
export function LiveStanding({ match, scheme, no, level }: LiveStandingProps) {
  const [all, setAll] = useState(false);
  const saved = match.decisions.find((decision) => decision.no === no)?.level;
  const unsaved = level !== undefined && level !== saved;
  const totals = totalsWith(match, scheme, no, level);
  const complete = totals.decided === scheme.factors.length;
  // With all levels there, even those not saved yet, the server can say what they would match.
  const levels = unsaved ? levelsWith(match, scheme.factors.length, no, level) : undefined;
  const preview = useQuery({ ...previewQuery(levels ?? []), enabled: levels !== undefined });
  const candidates =
    levels && preview.data
      ? candidatesOf(preview.data, match.summary.candidate?.id)
      : match.evaluation.candidates;
  const inSight = all ? candidates : foremost(candidates, shown);

  return (
    <>
      <div role="status">
        <p className="bw-live__total">
          <strong>{totals.total}</strong> points{complete ? '' : ' so far'}
        </p>
        <p>
          {complete
            ? bandsWithin(scheme, totals.total, totals.total) || 'In no band'
            : `In the end ${totals.least} to ${totals.greatest}: ${bandsWithin(scheme, totals.least, totals.greatest).toLowerCase()}`}
          {unsaved ? ', with the level chosen here' : ''}
        </p>
      </div>
      <h3 className="nhsuk-heading-s">Nearest profiles</h3>
      {unsaved && levels === undefined ? (
        <p className="bw-small">Ranked by the levels that are saved. The one chosen here counts once it is saved.</p>
      ) : null}
      <ol className="bw-hits">
        {inSight.map((candidate) => (
          <li key={candidate.profileId}>
            <StateTag kind="match" state={candidate.outcome} /> <CandidateTitle candidate={candidate} />
            <CandidateReason candidate={candidate} />
            {match.actions.includes('choose_candidate') && !candidate.chosen ? (
              <ChooseCandidate match={match} candidate={candidate} />
            ) : null}
          </li>
        ))}
      </ol>
      {candidates.length > inSight.length || all ? (
        <Button type="button" secondary small onClick={() => setAll(!all)}>
          {all ? 'Show the nearest only' : `Show all ${candidates.length} profiles`}
        </Button>
      ) : null}
    </>
  );
}
