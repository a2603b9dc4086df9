import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import {
  Confirm,
  DateField,
  dateProblem,
  Form,
  isoOf,
  Loaded,
  LongTextField,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  useDone,
  useToday,
} from '@/design';
import { useMe } from '@/session/session';
import { subjectOf } from '@/session/subject';
import { codingPath } from './PracticeFrame';
import { auditQuery } from './queries';
import type { Audit } from './types';

function Step({ title, children }: { title: string; children: (audit: Audit) => ReactNode }) {
  const { auditId = '' } = useParams();
  const query = useQuery(auditQuery(auditId));
  return (
    <Page title={title} breadcrumbs={[{ label: 'Audit', href: `/coding/audits/${auditId}` }]}>
      <Loaded query={query} what="the audit">
        {({ value }) => <>{children(value)}</>}
      </Loaded>
    </Page>
  );
}

export function FeedbackPage() {
  return <Step title="Record the feedback session">{(audit) => <FeedbackForm audit={audit} />}</Step>;
}

function FeedbackForm({ audit: { summary, feedbackNote } }: { audit: Audit }) {
  const today = useToday();
  const [on, setOn] = useState(partsOf(summary.feedbackOn ?? today));
  const [note, setNote] = useState(feedbackNote);
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The day of the session', on, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(wrong ? [{ name: 'on', message: wrong.message }] : []),
      ...(note.trim() === '' ? [{ name: 'note', message: 'Say what was talked about' }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/feedback', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version: summary.version, on: isoOf(on) ?? '', note },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/coding/audits/${summary.id}`, 'The feedback session is recorded.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <DateField name="on" label="When was the session?" value={on} onChange={setOn} wrong={wrong?.parts} />
      <LongTextField name="note" label="What was talked about?" hint={`You and ${summary.person.name} both see it`} value={note} onChange={setNote} />
      <SubmitButton pending={state.pending}>Record the session</SubmitButton>
    </Form>
  );
}

export function NewActionPage() {
  return <Step title="Agree an action">{(audit) => <ActionForm audit={audit} />}</Step>;
}

function ActionForm({ audit: { summary } }: { audit: Audit }) {
  const me = useMe();
  const [what, setWhat] = useState('');
  const [ownerId, setOwnerId] = useState(summary.person.id);
  const [dueOn, setDueOn] = useState(noDate);
  const done = useDone();
  const refresh = useRefresh();
  const wrong = dateProblem('The day by which it is done', dueOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(what.trim() === '' ? [{ name: 'what', message: 'Say what will be done' }] : []),
      ...(wrong ? [{ name: 'dueOn', message: wrong.message }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/actions', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { what, ownerId, dueOn: isoOf(dueOn) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(`/coding/audits/${summary.id}`, 'The action is agreed.');
    },
  });
  const owners = [summary.person, ...(summary.auditor.id === me.person.id ? [] : [summary.auditor]), me.person];
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <LongTextField name="what" label="What will be done?" value={what} onChange={setWhat} rows={3} />
      <RadiosField
        name="ownerId"
        label="Who does it?"
        value={ownerId}
        onChange={setOwnerId}
        choices={owners.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField name="dueOn" label="By when?" value={dueOn} onChange={setDueOn} wrong={wrong?.parts} />
      <SubmitButton pending={state.pending}>Agree the action</SubmitButton>
    </Form>
  );
}

export function DiscardAuditPage() {
  const { auditId = '' } = useParams();
  const query = useQuery(auditQuery(auditId));
  return (
    <Loaded query={query} what="the audit">
      {({ value }) => <Discard audit={value} />}
    </Loaded>
  );
}

function Discard({ audit: { summary } }: { audit: Audit }) {
  const me = useMe();
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/coding-audits/{id}/discard', {
          params: { path: { id: summary.id }, header: { 'Idempotency-Key': key } },
          body: { version: summary.version },
        }),
      ),
    done: async () => {
      await done(codingPath(subjectOf(summary.person.id, me.person.id)), 'The draft is discarded.');
      await refresh();
    },
  });
  return (
    <Confirm
      {...state}
      question="Discard this draft?"
      confirm="Discard the draft"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: `/coding/audits/${summary.id}` }}
    >
      <p>What you counted is lost. This cannot be undone.</p>
    </Confirm>
  );
}
