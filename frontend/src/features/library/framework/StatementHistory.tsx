import { InsetText } from 'nhsuk-react-components';
import { Link } from 'react-router';
import { DateText, longMoment, Section, StateTag, TextsBeside, wordsApart } from '@/design';
import { editionPath, statementPath } from './paths';
import type { StatementDetail, StatementHistory } from '../types';

/** Says that a statement is no longer in force, and what took its place. */
export function Ended({ detail: { statement, replacedBy } }: { detail: StatementDetail }) {
  if (statement.endsOn === undefined) return null;
  return (
    <InsetText>
      <p>
        <span className="nhsuk-u-visually-hidden">Note: </span>
        This statement ended on <DateText date={statement.endsOn} plain />. It stays here, with the claims that were made
        on it.
      </p>
      {replacedBy ? (
        <p>
          Its meaning was changed, and{' '}
          <Link to={statementPath(replacedBy.id)}>another statement took its place</Link>: {replacedBy.text}
        </p>
      ) : null}
    </InsetText>
  );
}

/** The statements whose place this one took, with the words that changed. */
export function Replaces({ detail: { statement, replaces } }: { detail: StatementDetail }) {
  if (replaces.length === 0) return null;
  return (
    <Section title="What it replaces">
      <ul className="bw-passages">
        {replaces.map((old) => {
          const pieces = wordsApart(old.text, statement.text);
          return (
            <li key={old.id}>
              <TextsBeside
                texts={[
                  { label: 'Before', pieces: pieces.first },
                  { label: 'Now', pieces: pieces.other },
                ]}
              />
              <p>
                <Link to={statementPath(old.id)}>Open the old statement</Link>
              </p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** What the organisation's editions did to a statement, the latest first. */
export function History({ detail: { statement, history } }: { detail: StatementDetail }) {
  return (
    <Section title="Through the editions">
      {history.length === 0 ? (
        <p>
          {statement.own === 'national'
            ? 'As in the national source; no edition of your organisation changed it.'
            : 'No edition has changed it.'}
        </p>
      ) : (
        <ol className="bw-history" reversed>
          {history.map((event) => (
            <li key={`${event.edition} ${event.kind} ${event.changedAt}`}>
              <Event event={event} frameworkId={statement.frameworkId} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function Event({ event, frameworkId }: { event: StatementHistory; frameworkId: string }) {
  const pieces = wordsApart(event.oldText, event.text);
  return (
    <>
      <p>
        <StateTag kind="editionChange" state={event.kind} />{' '}
        <Link to={editionPath(frameworkId, event.edition)}>
          Edition {event.edition}, {event.title}
        </Link>{' '}
        {event.state === 'draft' ? <StateTag kind="edition" state="draft" /> : null}
        {event.effectiveOn === undefined ? null : (
          <>
            in force from <DateText date={event.effectiveOn} plain />
          </>
        )}
      </p>
      {event.oldAspect !== '' && event.aspect !== '' && event.oldAspect !== event.aspect ? (
        <p>
          Aspect before: {event.oldAspect}. Now: {event.aspect}.
        </p>
      ) : null}
      {event.oldText !== '' && event.text !== '' && event.oldText !== event.text ? (
        <TextsBeside
          texts={[
            { label: 'Before', pieces: pieces.first },
            { label: 'After', pieces: pieces.other },
          ]}
        />
      ) : null}
      <p>Reason: {event.reason}</p>
      <p className="bw-small">
        {event.changedBy.name}, {longMoment(event.changedAt)}
      </p>
    </>
  );
}
