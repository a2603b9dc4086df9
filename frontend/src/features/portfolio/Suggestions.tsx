import { useQuery } from '@tanstack/react-query';
import { Button } from 'nhsuk-react-components';
import { useState } from 'react';
import { answer, api, newIdempotencyKey } from '@/api/client';
import { problemFrom } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { ButtonLink, Section } from '@/design';
import type { Subject } from '@/session/subject';
import { suggestionsQuery } from './queries';
import type { Evidence } from './types';
import { statementName } from './words';

const needs = { role: 'Your role asks for it.', next_role: 'Your next role asks for it.', neither: '' };

/** Statements that the words of the evidence point to; the person decides. */
export function Suggestions({ evidence, subject }: { evidence: Evidence; subject: Subject }) {
  const { data } = useQuery(suggestionsQuery(evidence.id));
  const refresh = useRefresh();
  const [problem, setProblem] = useState('');
  if (!data || data.items.length === 0) return null;

  async function dismiss(statementId: string) {
    try {
      await answer(
        api.POST('/evidence/{id}/dismissals', {
          params: { path: { id: evidence.id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { statementId },
        }),
      );
      setProblem('');
      await refresh();
    } catch (thrown) {
      setProblem(problemFrom(thrown).message);
    }
  }

  return (
    <Section title="Statements that this may show">
      <p>Found by your words. You decide which of them you claim.</p>
      {problem === '' ? null : <p role="alert">{problem}</p>}
      <ul className="bw-rows">
        {data.items.map(({ statement, neededFor, words }) => (
          <li key={statement.id}>
            <strong>{statementName(statement)}</strong> {needs[neededFor]}
            <span className="bw-statement">{statement.text}</span>
            <span className="bw-note">Words in common: {words.slice(0, 8).join(', ')}</span>
            <div className="nhsuk-button-group bw-suggestion">
              <ButtonLink
                href={`${subject.portfolioPath}/claims/new?evidence=${evidence.id}&statement=${statement.id}`}
                secondary
                small
              >
                Claim this statement with this evidence
              </ButtonLink>
              <Button type="button" secondary small onClick={() => void dismiss(statement.id)}>
                Not this one<span className="nhsuk-u-visually-hidden">: {statementName(statement)}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
