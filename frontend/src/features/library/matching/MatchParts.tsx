import { Button, Details } from 'nhsuk-react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { DateText, longMoment, StateTag } from '@/design';
import { bandName } from '../words';
import type { JobMatch, LiveCandidate } from './types';
import { eventWords, sideWord } from './words';

/** "7 of 16 factors have a level", drawn and in words. */
export function DecidedBar({ decided, all }: { decided: number; all: number }) {
  return (
    <div className="bw-decided">
      <progress value={decided} max={all} aria-hidden="true" />
      <span>
        {decided} of {all} factors {decided === 1 ? 'has' : 'have'} a level
      </span>
    </div>
  );
}

/** Who is on the panel, for which side, since when trained, and who has confirmed. */
export function PanelList({ match }: { match: JobMatch }) {
  return (
    <>
      <ul className="bw-hits">
        {match.panel.map(({ person, side, trainedOn, agreed, agreedAt }) => (
          <li key={person.id}>
            <strong>{person.name}</strong>, {sideWord(side).toLowerCase()} side, trained on{' '}
            <DateText date={trainedOn} plain />
            <span className="bw-block bw-small">
              {agreed ? (
                <>
                  Confirmed all levels and reasons
                  {agreedAt ? ` on ${longMoment(agreedAt)}` : ''}
                </>
              ) : (
                'Has not confirmed the levels and reasons as they are'
              )}
            </span>
          </li>
        ))}
      </ul>
      {match.panelNotes.map((note) => (
        <p key={note} className="bw-small">
          {note}
        </p>
      ))}
    </>
  );
}

/** How many steps of the history stand there before "Show all". */
const latest = 5;

/** What happened to the match, the newest first. */
export function MatchHistory({ match }: { match: JobMatch }) {
  const [all, setAll] = useState(false);
  const events = match.history.toReversed();
  return (
    <>
      <ol className="bw-history">
        {(all ? events : events.slice(0, latest)).map((event) => (
          <li key={event.version}>
            {eventWords(event)}{' '}
            <span className="bw-small">
              {longMoment(event.at)}, {event.by.name}
            </span>
            {event.reason === '' ? null : <p className="bw-quote">{event.reason}</p>}
          </li>
        ))}
      </ol>
      {events.length > latest ? (
        <Button type="button" secondary small onClick={() => setAll(!all)}>
          {all ? 'Show the latest only' : `Show all ${events.length} steps`}
        </Button>
      ) : null}
    </>
  );
}

/** A candidate in short: how it stands, and the factors that vary or fail with the reason for each. */
export function CandidateReason({ candidate, open = false }: { candidate: LiveCandidate; open?: boolean }) {
  return (
    <>
      <span className="bw-block">{candidate.reason}</span>
      {candidate.factors.length === 0 ? null : (
        <Details className="bw-why" open={open}>
          <Details.Summary>
            {candidate.factors.length === 1 ? 'The factor' : `The ${candidate.factors.length} factors`} that{' '}
            {candidate.factors.length === 1 ? 'stands' : 'stand'} apart
            <span className="nhsuk-u-visually-hidden">: {candidate.title}</span>
          </Details.Summary>
          <Details.Text>
            <ul className="bw-hits">
              {candidate.factors.map(({ no, name, levelText, result, reason }) => (
                <li key={no}>
                  <StateTag kind="match" state={result} /> {no}. {name} (profile: {levelText})
                  <span className="bw-block">{reason}</span>
                </li>
              ))}
            </ul>
          </Details.Text>
        </Details>
      )}
    </>
  );
}

/** A candidate's title, leading to its profile, with its band. */
export function CandidateTitle({ candidate }: { candidate: LiveCandidate }) {
  return (
    <>
      <Link to={`/library/profiles/${candidate.profileId}`}>{candidate.title}</Link>
      <span className="bw-small bw-block">
        {bandName(candidate.band)}
        {candidate.chosen ? ', the match is judged against it' : ''}
      </span>
    </>
  );
}
