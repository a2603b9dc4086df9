import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { EmptyState, Facts, Form, LoadedPage, LongTextField, Page, RadiosField, SubmitButton, useDone } from '@/design';
import { movesQuery } from '../queries';
import type { ExplainedCondition, JudgedMove } from '../types';

const crumbs = [{ label: 'People', href: '/people' }];

function find(condition: ExplainedCondition, subject: string): ExplainedCondition | undefined {
  if (subject !== '' && condition.subject === subject) return condition;
  for (const part of condition.of) {
    const found = find(part, subject);
    if (found) return found;
  }
  return undefined;
}

/** Agree to, or confirm, a condition of somebody's move, or decline. */
export function SayPage() {
  const { personId = '', moveId = '' } = useParams();
  const [params] = useSearchParams();
  const query = useQuery(movesQuery(personId, moveId));
  return (
    <LoadedPage query={query} what="the move" title="Say whether this is so" breadcrumbs={crumbs}>
      {({ person, moves }) => {
        const move = moves[0];
        const condition = move ? find(move.condition, params.get('subject') ?? '') : undefined;
        return (
          <Page
            title="Say whether this is so"
            caption={person.name}
            breadcrumbs={[...crumbs, { label: 'What would it take?', href: `/people/${personId}/moves` }]}
          >
            {move && condition ? (
              <SayForm person={person} move={move} condition={condition} />
            ) : (
              <EmptyState title="The map in force does not ask this of the move." />
            )}
          </Page>
        );
      }}
    </LoadedPage>
  );
}

interface SayFormProps {
  person: { id: string; name: string };
  move: JudgedMove;
  condition: ExplainedCondition;
}

type Wish = components['schemas']['NewMoveAgreement'];

function SayForm({ person, move, condition }: SayFormProps) {
  const [agreed, setAgreed] = useState('');
  const [reason, setReason] = useState('');
  const done = useDone();
  const refresh = useRefresh();

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (agreed === '') problems.push({ name: 'agreed', message: 'Choose yes or no' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason, in a sentence that the person can read' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (body: Wish, key) =>
      answer(
        api.POST('/people/{id}/move-agreements', {
          params: { path: { id: person.id }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/people/${person.id}/moves`, 'What you said is recorded.');
    },
  });
  return (
    <>
      <Facts
        facts={[
          { term: 'Move', value: `From ${move.from.name} to ${move.to.name}` },
          { term: 'Condition', value: condition.words },
          { term: 'So far', value: condition.because },
        ]}
      />
      <Form
        {...state}
        onSubmit={() => void submit({ moveId: move.id, subject: condition.subject, agreed: agreed === 'yes', reason })}
      >
        <RadiosField
          name="agreed"
          label={condition.kind === 'agreement' ? 'Do you agree to the move?' : 'Is it so?'}
          value={agreed}
          onChange={setAgreed}
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No, not now' },
          ]}
        />
        <LongTextField
          name="reason"
          label="Why?"
          hint={`${person.name} and ${person.name}’s managers read this. What was said before is kept.`}
          value={reason}
          onChange={setReason}
          rows={3}
        />
        <SubmitButton pending={state.pending}>Record this</SubmitButton>
      </Form>
    </>
  );
}
