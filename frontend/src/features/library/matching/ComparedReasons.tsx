import { Link } from 'react-router';
import type { ReasonComparison } from './types';

const kinds: Record<ReasonComparison['kind'], string> = {
  same_level_other_reason: 'The same level, clearly different reasons',
  same_reason_other_level: 'Nearly the same reason, another level',
};

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
              <dd>{one.reason}</dd>
            </div>
            <div>
              <dt>
                <Link to={`/job-matches/${one.otherMatchId}/factors/${one.no}`}>{one.otherRole}</Link>, level{' '}
                {one.otherLevel}
              </dt>
              <dd>{one.otherReason}</dd>
            </div>
          </dl>
          <p>{one.explanation}</p>
          {one.sharedWords.length > 0 ? (
            <p className="bw-small">Words that both have: {one.sharedWords.join(', ')}.</p>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
