import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { progressQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  EmptyState,
  Form,
  isoOf,
  Loaded,
  longDate,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import type { Pause, Progress } from './types';
import { pauseChoices, pauseWord } from './words';

/** Reads whose leave it is; both pages stand on it. */
function useProgress() {
  const subject = useSubject();
  return { subject, query: useQuery(progressQuery(subject.id)) };
}

export function NewPausePage() {
  const { subject, query } = useProgress();
  return (
    <Loaded query={query} what="the person">
      {({ person }) => (
        <Page
          title="Record leave that pauses the clock"
          caption={person.name}
          breadcrumbs={crumbsOf(subject, person.name, 'progress')}
        >
          <p>Every date of the pathway moves on by a day for each day of leave. The reason is kept with it.</p>
          <PauseForm personId={person.id} />
        </Page>
      )}
    </Loaded>
  );
}

function PauseForm({ personId }: { personId: string }) {
  const { progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const [from, setFrom] = useState(noDate);
  const [to, setTo] = useState(noDate);
  const wrongFrom = dateProblem('The first day', from, { required: true });
  const wrongTo = dateProblem('The last day', to);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (reason === '') problems.push({ name: 'reason', message: 'Choose the reason for the pause' });
    if (wrongFrom) problems.push({ name: 'from', message: wrongFrom.message });
    if (wrongTo) problems.push({ name: 'to', message: wrongTo.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/pauses', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: {
            reason: reason as components['schemas']['PauseReason'],
            note: note.trim() === '' ? undefined : note,
            from: isoOf(from) ?? '',
            to: isoOf(to),
          },
        }),
      ),
    done: async () => {
      await refresh();
      await done(progressPath, 'The leave is recorded, and the dates have moved.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField name="reason" label="Reason" value={reason} onChange={setReason} choices={pauseChoices} />
      <TextField name="note" label="Note" hint="Needed for other leave, to say which" value={note} onChange={setNote} />
      <DateField name="from" label="First day" value={from} onChange={setFrom} wrong={wrongFrom?.parts} />
      <DateField
        name="to"
        label="Last day (optional)"
        hint="Without it, the clock stands still until the last day is entered"
        value={to}
        onChange={setTo}
        wrong={wrongTo?.parts}
      />
      <SubmitButton pending={state.pending}>Record this leave</SubmitButton>
    </Form>
  );
}

export function EndPausePage() {
  const { pauseId = '' } = useParams();
  const { subject, query } = useProgress();
  return (
    <Loaded query={query} what="the leave">
      {(progress: Progress) => {
        const pause = progress.pauses.find(({ id }) => id === pauseId);
        return (
          <Page
            title="Enter the last day of leave"
            caption={progress.person.name}
            breadcrumbs={crumbsOf(subject, progress.person.name, 'progress')}
          >
            {pause ? <EndForm pause={pause} /> : <EmptyState title="There is no such leave." />}
          </Page>
        );
      }}
    </Loaded>
  );
}

function EndForm({ pause }: { pause: Pause }) {
  const { progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [to, setTo] = useState(noDate);
  const wrong = dateProblem('The last day', to, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name: 'to', message: wrong.message }] : []),
    send: () =>
      answer(
        api.PATCH('/pauses/{id}', {
          params: { path: { id: pause.id }, header: { 'If-Match': `"${pause.version}"` } },
          body: { to: isoOf(to) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(progressPath, 'The last day is recorded, and the dates have moved.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        {pauseWord(pause.reason)} since {longDate(pause.from)}.
      </p>
      <DateField
        name="to"
        label="Last day"
        hint="It may lie in the future"
        value={to}
        onChange={setTo}
        wrong={wrong?.parts}
      />
      <SubmitButton pending={state.pending}>Save the last day</SubmitButton>
    </Form>
  );
}
