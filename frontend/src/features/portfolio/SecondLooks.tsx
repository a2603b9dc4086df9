import { Link } from 'react-router';
import { DateText, StateTag } from '@/design';
import type { Claim, ClaimModeration } from './types';

const finals: Record<string, string> = {
  approved: 'approved',
  approved_lower: 'approved at a lower level',
  returned: 'returned',
};

/** What second assessors made of the claim's approvals. */
export function SecondLooks({ claim }: { claim: Claim }) {
  return (
    <ul className="bw-rows">
      {claim.moderations.map((look) => (
        <li key={look.id}>
          <SecondLook look={look} />
        </li>
      ))}
    </ul>
  );
}

function SecondLook({ look }: { look: ClaimModeration }) {
  return (
    <>
      <p>
        <StateTag kind="moderation" state={look.state} /> Approved{look.assessor ? ` by ${look.assessor.name}` : ''}{' '}
        <DateText date={look.approvedAt} plain />.{' '}
        {look.moderator && look.decidedAt ? (
          <>
            {look.moderator.name} looked at it <DateText date={look.decidedAt} plain />: {secondWord(look)}.
          </>
        ) : null}
        {look.state === 'waiting' ? 'It counts meanwhile.' : null}{' '}
        {look.assessor ? null : <Link to={`/reviews/second-looks/${look.id}`}>Give it your second look</Link>}
      </p>
      {look.reason ? <blockquote className="bw-quote">{look.reason}</blockquote> : null}
      {look.state === 'disagreed' ? (
        <p>
          {look.finalBy && look.finalAt ? (
            <>
              Decided again by {look.finalBy.name} <DateText date={look.finalAt} plain />:{' '}
              {finals[look.finalState ?? ''] ?? look.finalState}.
            </>
          ) : (
            'It is to be decided again: by a third person, or by one of the two who comes round to what the other said.'
          )}
        </p>
      ) : null}
    </>
  );
}

/** What a second assessor said, in words. */
export function secondWord({ decision, level }: Pick<ClaimModeration, 'decision' | 'level'>): string {
  switch (decision) {
    case 'agree':
      return 'agreed';
    case 'other_level':
      return `would approve it at level ${level ?? ''}`;
    case 'return':
      return 'would return it';
    default:
      return 'not judged yet';
  }
}
