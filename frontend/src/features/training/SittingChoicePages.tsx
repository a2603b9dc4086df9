import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, EmptyState, Form, isoOf, LongTextField, longDate, noDate, RadiosField, SubmitButton, useDone } from '@/design';
import type { Subject } from '@/session/subject';
import { choosable } from './examPlan';
import { ExamPlanFrame } from './ExamPlanPage';
import type { ExamPlan, SittingChoice } from './types';

export function ChooseSittingPage() {
  return (
    <ExamPlanFrame title="Choose a sitting">
      {({ plan, subject, page }) => <ChooseForm plan={plan} subject={subject} page={page} />}
    </ExamPlanFrame>
  );
}

function ChooseForm({ plan, subject, page }: { plan: ExamPlan; subject: Subject; page: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const choices = choosable(plan);
  const [sittingId, setSittingId] = useState('');
  const [registeredOn, setRegisteredOn] = useState(noDate);
  const wrong = dateProblem('The day of the registration', registeredOn);
  const not = plan.options.filter(({ why }) => why !== undefined);
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(sittingId === '' ? [{ name: 'sittingId', message: 'Choose the sitting' }] : []),
      ...(wrong ? [{ name: 'registeredOn', message: wrong.message }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/sitting-choices', {
          params: { path: { id: subject.id }, header: { 'Idempotency-Key': key } },
          body: { sittingId, registeredOn: isoOf(registeredOn) },
        }),
      ),
    done: async ({ sitting }) => {
      await refresh();
      await done(page, `${sitting.title} is chosen. The plan counts back from it.`);
    },
  });
  if (plan.options.length === 0) {
    return (
      <EmptyState title="No sitting is known.">
        <p>The standards lead adds the sittings with their dates, on the page of sittings in the library.</p>
      </EmptyState>
    );
  }
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>{plan.because}</p>
      <RadiosField
        name="sittingId"
        label="Which sitting?"
        value={sittingId}
        onChange={setSittingId}
        choices={plan.options
          .filter(({ sitting, why }) => choices.includes(sitting) || (why !== undefined && !sitting.cancelledOn))
          .map(({ sitting, why }) => ({
            value: sitting.id,
            label: sitting.title,
            hint: why ?? `Papers ${longDate(sitting.theoryOn)} and ${longDate(sitting.practicalOn)}; registration closes ${longDate(sitting.registrationClosesOn)}`,
          }))}
      />
      {not.length > 0 ? <p>A sitting that is too early or closed is refused with its reason.</p> : null}
      <DateField
        name="registeredOn"
        label="When was the registration made? (optional)"
        hint="Leave it empty until it is made"
        value={registeredOn}
        onChange={setRegisteredOn}
        wrong={wrong?.parts}
      />
      <SubmitButton pending={state.pending}>Choose this sitting</SubmitButton>
    </Form>
  );
}

export function RegisterPage() {
  return (
    <ExamPlanFrame title="Record the registration">
      {({ plan, page }) =>
        plan.choice ? <RegisterForm choice={plan.choice} page={page} /> : <EmptyState title="No sitting is chosen." />
      }
    </ExamPlanFrame>
  );
}

function RegisterForm({ choice, page }: { choice: SittingChoice; page: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [registeredOn, setRegisteredOn] = useState(noDate);
  const wrong = dateProblem('The day of the registration', registeredOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name: 'registeredOn', message: wrong.message }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/sitting-choices/{id}/registration', {
          params: { path: { id: choice.id }, header: { 'Idempotency-Key': key } },
          body: { version: choice.version, registeredOn: isoOf(registeredOn) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, 'The registration is recorded.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        Registration for {choice.sitting.title} is open from {longDate(choice.sitting.registrationOpensOn)} to{' '}
        {longDate(choice.sitting.registrationClosesOn)}.
      </p>
      <DateField
        name="registeredOn"
        label="When was the registration made?"
        value={registeredOn}
        onChange={setRegisteredOn}
        wrong={wrong?.parts}
      />
      <SubmitButton pending={state.pending}>Save the registration</SubmitButton>
    </Form>
  );
}

export function GiveUpPage() {
  return (
    <ExamPlanFrame title="Give the chosen sitting up?">
      {({ plan, page }) =>
        plan.choice ? <GiveUpForm choice={plan.choice} page={page} /> : <EmptyState title="No sitting is chosen." />
      }
    </ExamPlanFrame>
  );
}

function GiveUpForm({ choice, page }: { choice: SittingChoice; page: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/sitting-choices/{id}/give-up', {
          params: { path: { id: choice.id }, header: { 'Idempotency-Key': key } },
          body: { version: choice.version, reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, `${choice.sitting.title} is given up.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>The plan then counts by the pathway’s own limit again. The choice stays in the history.</p>
      <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
      <SubmitButton pending={state.pending}>Give {choice.sitting.title} up</SubmitButton>
    </Form>
  );
}
