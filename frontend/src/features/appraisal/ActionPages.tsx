import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  DateField,
  dateProblem,
  EmptyState,
  Facts,
  Form,
  isoOf,
  Loaded,
  longDate,
  LongTextField,
  noDate,
  Page,
  RadiosField,
  SubmitButton,
  useDone,
} from '@/design';
import { sheetQuery, useMeetingPlace } from './queries';
import { type AgreedAction, kindWord, type Meeting } from './words';

/** Writes down an action that both agreed. */
export function AgreePage() {
  const { meetingId, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {({ meeting }) => (
        <Page
          title="Agree an action"
          caption={meeting.person.name}
          breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}
        >
          <AgreeForm meeting={meeting} here={here} />
        </Page>
      )}
    </Loaded>
  );
}

function AgreeForm({ meeting, here }: { meeting: Meeting; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const [ownerId, setOwnerId] = useState('');
  const [dueOn, setDueOn] = useState(noDate);
  const wrongDate = dateProblem('The date', dueOn, { required: true });

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (text.trim() === '') problems.push({ name: 'text', message: 'Say what is to be done' });
    if (ownerId === '') problems.push({ name: 'ownerId', message: 'Choose who does it' });
    if (wrongDate) problems.push({ name: 'dueOn', message: wrongDate.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/actions', {
          params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
          body: { text, ownerId, dueOn: isoOf(dueOn) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The action is agreed. It stands on the timeline until it is closed.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <LongTextField name="text" label="What is to be done?" value={text} onChange={setText} rows={3} />
      <RadiosField
        name="ownerId"
        label="Who does it?"
        value={ownerId}
        onChange={setOwnerId}
        choices={[meeting.person, meeting.lead].map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField
        name="dueOn"
        label="By when?"
        hint="For example, 14 3 2027"
        value={dueOn}
        onChange={setDueOn}
        wrong={wrongDate?.parts}
      />
      <SubmitButton pending={state.pending}>Agree the action</SubmitButton>
    </Form>
  );
}

/** Closes an action as done or dropped. */
export function EndPage() {
  const { meetingId, here } = useMeetingPlace();
  const { actionId = '' } = useParams();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the action">
      {({ meeting, actions }) => {
        const action = actions.find(({ id }) => id === actionId);
        return (
          <Page
            title="Close an action"
            caption={meeting.person.name}
            breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}
          >
            {action?.mayEnd ? (
              <EndForm action={action} here={here} />
            ) : (
              <EmptyState title="There is no such action that you can close." />
            )}
          </Page>
        );
      }}
    </Loaded>
  );
}

function EndForm({ action, here }: { action: AgreedAction; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [as, setAs] = useState('');
  const [outcome, setOutcome] = useState('');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (as === '') problems.push({ name: 'state', message: 'Choose whether it is done or dropped' });
    if (as === 'dropped' && outcome.trim() === '') problems.push({ name: 'outcome', message: 'Say why it is not done' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisal-actions/{id}/end', {
          params: { path: { id: action.id }, header: { 'Idempotency-Key': key } },
          body: { state: as as 'done' | 'dropped', outcome, version: action.version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The action is closed.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <Facts
        facts={[
          { term: 'What', value: action.text },
          { term: 'Who', value: action.owner.name },
          { term: 'By', value: longDate(action.dueOn) },
        ]}
      />
      <RadiosField
        name="state"
        label="What came of it?"
        value={as}
        onChange={setAs}
        choices={[
          { value: 'done', label: 'It is done' },
          { value: 'dropped', label: 'It is dropped', hint: 'Say why below' },
        ]}
      />
      <LongTextField name="outcome" label="In a sentence (optional when done)" value={outcome} onChange={setOutcome} rows={3} />
      <SubmitButton pending={state.pending}>Close the action</SubmitButton>
    </Form>
  );
}
