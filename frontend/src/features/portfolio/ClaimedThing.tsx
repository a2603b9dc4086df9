import type { ClaimedStatement, Schemas } from './types';
import { StatementText } from './ClaimParts';

interface Claimed {
  statement?: ClaimedStatement;
  criterion?: Schemas['ClaimedCriterion'];
}

/** What is claimed, as it is judged: a statement, or a criterion in its words when it was claimed. */
export function ClaimedThing({ statement, criterion }: Claimed) {
  if (statement) return <StatementText statement={statement} />;
  if (!criterion) return null;
  return (
    <div className="bw-judged">
      <p className="bw-judged__where">
        Person specification of {criterion.role}: {criterion.group}
      </p>
      <p className="bw-judged__text">{criterion.text}</p>
    </div>
  );
}
