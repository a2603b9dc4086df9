import { Link } from 'react-router';
import { differences, Marked, type Piece } from '@/design';
import type { ReasonComparison } from './types';

const kinds: Record<ReasonComparison['kind'], string> = {
  same_level_other_reason: 'The same level, clearly different reasons',
  same_reason_other_level: 'Nearly the same reason, another level',
};

/** Where nearly the same reason differs; clearly different reasons have nothing to be marked. */
function marks({ kind, reason, otherReason }: ReasonComparison): { here: Piece[]; there: Piece[] } {
  if (kind === 'same_level_other_reason') {
    return { here: [{ text: reason, differs: false }], there: [{ text: otherReason, differs: false }] };
  }
  const pieces = differences(reason, otherReason);
  return { here: pieces.printed, there: pieces.corrected };
}

/** Reasons that stand out, each beside the other match's. */
export function ComparedReasons({ reasons }: { reasons: ReasonComparison[] }) {
  return (
    <ul className="bw-passages">
      {reasons.map((one) => (
        <li key={`${one.no} ${one.otherMatchId}`}>
          <h3 className="nhsuk-heading-s">
            {one.no}. {one.name}: {kinds[one.kind].toLowerCase()}
          </h3>
          <dl className="bw-side-by-side">
            <div>
              <dt>Here, level {one.level}</dt>
              <dd>
                <Marked pieces={marks(one).here} />
              </dd>
            </div>
            <div>
              <dt>
                <Link to={`/job-matches/${one.otherMatchId}/factors/${one.no}`}>{one.otherRole}</Link>, level{' '}
                {one.otherLevel}
              </dt>
              <dd>
                <Marked pieces={marks(one).there} />
              </dd>
            </div>
          </dl>
          <p>{one.explanation}</p>
          {one.sharedWords.length > 0 ? (
            <p className="bw-small">Words that both have, without their endings: {one.sharedWords.join(', ')}.</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
