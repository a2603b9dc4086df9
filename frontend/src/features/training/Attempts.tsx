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
