import { longMoment, StateTag, Why } from '@/design';
import { actedWords } from '@/session/covers';
import { SelfAssessment } from './SelfAssessment';
import type { ClaimEvent } from './types';

function Said({ said }: { said: NonNullable<ClaimEvent['said']> }) {
  return (
    <Why label="What was said with it">
      {said.explanation ? <p className="bw-written">{said.explanation}</p> : null}
      <SelfAssessment judgement={said.selfJudgement} reason={said.selfReason} visible />
    </Why>
  );
}

/** Everything that happened to a claim, newest first; nothing is ever taken out. */
export function ClaimHistory({ events }: { events: ClaimEvent[] }) {
  return (
    <ol className="bw-history" reversed>
      {[...events].reverse().map((event) => (
        <li key={`${event.at} ${event.to}`}>
          <StateTag kind="claim" state={event.to} />
          <span className="bw-history__who">
            {event.level ? `Level ${event.level}. ` : ''}
            {actedWords(event.by, event.for)}, {longMoment(event.at)}
          </span>
          {event.said ? <Said said={event.said} /> : null}
          {event.reason ? <blockquote className="bw-quote">{event.reason}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}
