import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateText, Form, LongTextField, SubmitButton } from '@/design';
import type { Claim } from './types';

/** Who works on the claim, and taking it, giving it back or taking it over. */
export function ReviewSteps({ claim }: { claim: Claim }) {
  const { summary, actions } = claim;
  if (actions.includes('take_over_review')) return <TakeOver claim={claim} />;
  if (actions.includes('start_review')) {
    return (
      <Step
        claim={claim}
        path="/claims/{id}/start-review"
        label="Start review"
        hint="Others then see that you work on it. Deciding takes it at once."
      />
    );
  }
  if (!actions.includes('release_review')) return null;
  return (
    <Step
      claim={claim}
      path="/claims/{id}/release-review"
      label="Give it back to the queue"
      hint={
        <>
          You took this claim into review <DateText date={summary.reviewStartedAt} plain />.
        </>
      }
    />
  );
}

interface StepProps {
  claim: Claim;
  path: '/claims/{id}/start-review' | '/claims/{id}/release-review';
  label: string;
  hint: React.ReactNode;
}

function Step({ claim: { summary }, path, label, hint }: StepProps) {
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (version: number, key) =>
      answer(
        api.POST(path, {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version },
        }),
      ),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(summary.version)}>
      <p>{hint}</p>
      <SubmitButton pending={state.pending} secondary>
        {label}
      </SubmitButton>
    </Form>
  );
}

function TakeOver({ claim: { summary } }: { claim: Claim }) {
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: (): FieldProblem[] =>
      reason.trim() === '' ? [{ name: 'reason', message: 'Say why you take this review over' }] : [],
    send: (version: number, key) =>
      answer(
        api.POST('/claims/{id}/take-over-review', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version, reason },
        }),
      ),
    done: refresh,
  });
  return (
    <Form {...state} onSubmit={() => void submit(summary.version)}>
      <p>
        {summary.reviewer?.name ?? 'Somebody else'} has this claim in review since{' '}
        <DateText date={summary.reviewStartedAt} plain />.
      </p>
      <LongTextField
        name="reason"
        label="Why do you take it over?"
        hint="It stands in the claim's history, where the person reads it too"
        rows={2}
        value={reason}
        onChange={setReason}
      />
      <SubmitButton pending={state.pending} secondary>
        Take over the review
      </SubmitButton>
    </Form>
  );
}
