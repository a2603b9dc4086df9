import { longMoment, StateTag } from '@/design';
import type { ClaimEvent } from './types';

/** Everything that happened to a claim, newest first; nothing is ever taken out. */
export function ClaimHistory({ events }: { events: ClaimEvent[] }) {
  return (
    <ol className="bw-history" reversed>
      {[...events].reverse().map((event) => (
        <li key={`${event.at} ${event.to}`}>
          <StateTag kind="claim" state={event.to} />
          <span className="bw-history__who">
            {event.level ? `Level ${event.level}. ` : ''}
            {event.by.name}, {longMoment(event.at)}
          </span>
          {event.reason ? <blockquote className="bw-quote">{event.reason}</blockquote> : null}
        </li>
      ))}
    </ol>
  );
}
