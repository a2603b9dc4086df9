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
  LongTextField,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  TextField,
  useDone,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { Preview } from './Preview';
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

/** The form of new leave, and of recorded leave that is put right. */
function PauseForm({ personId, pause }: { personId: string; pause?: Pause }) {
  const { progressPath } = useSubject();
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState<string>(pause?.reason ?? '');
  const [note, setNote] = useState(pause?.note ?? '');
  const [from, setFrom] = useState(pause ? partsOf(pause.from) : noDate);
  const [to, setTo] = useState(pause?.to ? partsOf(pause.to) : noDate);
  const [why, setWhy] = useState('');
  const wrongFrom = dateProblem('The first day', from, { required: true });
  const wrongTo = dateProblem('The last day', to);
  const leave = {
    reason: reason as components['schemas']['PauseReason'],
    note: note.trim() === '' ? undefined : note,
    from: isoOf(from) ?? '',
    to: isoOf(to),
  };

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (reason === '') problems.push({ name: 'reason', message: 'Choose the reason for the pause' });
    if (wrongFrom) problems.push({ name: 'from', message: wrongFrom.message });
    if (wrongTo) problems.push({ name: 'to', message: wrongTo.message });
    if (pause && why.trim() === '') problems.push({ name: 'why', message: 'Say why the leave is changed' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      pause
        ? answer(
            api.PUT('/pauses/{id}/correction', {
              params: { path: { id: pause.id }, header: { 'If-Match': `"${pause.version}"` } },
              body: { ...leave, why },
            }),
          )
        : answer(
            api.POST('/people/{id}/pauses', {
              params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
              body: leave,
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
      {pause ? (
        <LongTextField name="why" label="Why is it changed?" value={why} onChange={setWhy} rows={3} />
      ) : null}
      {reason !== '' && leave.from !== '' ? (
        <Preview
          of={JSON.stringify(leave)}
          ask={() =>
            answer(
              api.POST('/people/{id}/pauses/preview', {
                params: { path: { id: personId } },
                body: { ...leave, pauseId: pause?.id },
              }),
            )
          }
        />
      ) : null}
      <SubmitButton pending={state.pending}>{pause ? 'Save the changes' : 'Record this leave'}</SubmitButton>
    </Form>
  );
}

export function EditPausePage() {
  const { pauseId = '' } = useParams();
  const { subject, query } = useProgress();
  return (
    <Loaded query={query} what="the leave">
      {({ person, pauses }: Progress) => {
        const pause = pauses.find(({ id }) => id === pauseId);
        return (
          <Page title="Put leave right" caption={person.name} breadcrumbs={crumbsOf(subject, person.name, 'progress')}>
            {pause ? <PauseForm personId={person.id} pause={pause} /> : <EmptyState title="There is no such leave." />}
          </Page>
        );
      }}
    </Loaded>
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
