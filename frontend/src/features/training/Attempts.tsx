import { Link } from 'react-router';
import { EmptyState, longDate, Section } from '@/design';
import type { Attempt, Milestone } from './types';
import { outcomeWord } from './words';

/** An examination's papers with their pass marks, and every sitting with its results. */
export function Attempts({ milestone, page }: { milestone: Milestone; page: string }) {
  return (
    <Section title="Sittings">
      <p>
        {milestone.papers
          .map((paper) => `${paper.title}${paper.passMark === undefined ? '' : ` (pass mark ${paper.passMark} %)`}`)
          .join(', ')}
      </p>
      {milestone.attempts.length === 0 ? (
        <EmptyState title="No sitting is recorded yet." />
      ) : (
        <ol className="bw-history">
          {milestone.attempts.map((attempt) => (
            <li key={attempt.id}>
              <strong>Sat on {longDate(attempt.satOn)}</strong>
              {attempt.papers.map((paper) => (
                <span className="bw-note" key={paper.key}>
                  {paper.title}: {outcomeWord(paper.outcome)}
                  {paper.mark === undefined ? '' : `, ${paper.mark} %`}
                </span>
              ))}
              {attempt.sitting ? <span className="bw-note">{attempt.sitting.name}</span> : null}
              {attempt.letter ? (
                <span className="bw-note">
                  <a href={`/api/v1/files/${attempt.letter.id}`}>{attempt.letter.name}</a>
                </span>
              ) : null}
              {attempt.corrections.map((one) => (
                <span className="bw-note" key={`${one.paper} ${one.correctedOn} ${one.wasMark ?? one.wasOutcome}`}>
                  {one.title} was entered as {one.wasMark === undefined ? outcomeWord(one.wasOutcome) : `${one.wasMark} %`}; put right by{' '}
                  {one.correctedBy.name} on {longDate(one.correctedOn)}: {one.reason}
                </span>
              ))}
              {milestone.actions.includes('correct_results') && attempt.papers.some(({ outcome }) => outcome !== 'awaited') ? (
                <span className="bw-note">
                  <Link to={`${page}/attempts/${attempt.id}/correct`}>
                    Put a result right<span className="nhsuk-u-visually-hidden"> of {longDate(attempt.satOn)}</span>
                  </Link>
                </span>
              ) : null}
              {isAwaited(attempt) && milestone.actions.includes('record_results') ? (
                <Link to={`${page}/attempts/${attempt.id}/results`}>Record the results</Link>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

function isAwaited(attempt: Attempt): boolean {
  return attempt.papers.some(({ outcome }) => outcome === 'awaited');
}
