import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, DateField, type DateParts, dateProblem, Form, isoOf, Loaded, LongTextField, noDate, Page, partsOf, SubmitButton, TextField, useDone } from '@/design';
import { sittingQuery } from './examPlan';
import type { Sitting } from './types';

const crumbs = [
  { label: 'Library', href: '/library' },
  { label: 'Sittings of the NCCQ', href: '/sittings' },
];

export function NewSittingPage() {
  return (
    <Page title="Add a sitting" breadcrumbs={crumbs}>
      <SittingForm />
    </Page>
  );
}

export function EditSittingPage() {
  const { sittingId = '' } = useParams();
  return (
    <Loaded query={useQuery(sittingQuery(sittingId))} what="the sitting">
      {(sitting) => (
        <Page title={`Edit ${sitting.title}`} breadcrumbs={crumbs}>
          <SittingForm before={sitting} />
          <p>
            <Link to={`/sittings/${sitting.id}/cancel`}>It does not take place</Link>
          </p>
        </Page>
      )}
    </Loaded>
  );
}

const days = [
  { name: 'registrationOpensOn', label: 'Registration opens' },
  { name: 'registrationClosesOn', label: 'Registration closes' },
  { name: 'theoryOn', label: 'Theory paper' },
  { name: 'practicalOn', label: 'Practical paper' },
  { name: 'resultsExpectedOn', label: 'Results expected' },
] as const;

type Day = (typeof days)[number]['name'];

function SittingForm({ before }: { before?: Sitting }) {
  const done = useDone();
  const refresh = useRefresh();
  const [title, setTitle] = useState(before?.title ?? '');
  const [source, setSource] = useState(before?.source ?? '');
  const [note, setNote] = useState(before?.note ?? '');
  const start = (name: Day) => (before ? partsOf(before[name]) : noDate);
  const [typed, setTyped] = useState<Record<Day, DateParts>>({
    registrationOpensOn: start('registrationOpensOn'),
    registrationClosesOn: start('registrationClosesOn'),
    theoryOn: start('theoryOn'),
    practicalOn: start('practicalOn'),
    resultsExpectedOn: start('resultsExpectedOn'),
  });
  const problem = ({ name, label }: (typeof days)[number]) => dateProblem(label, typed[name], { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(title.trim() === '' ? [{ name: 'title', message: 'Enter what the sitting is called' }] : []),
      ...days.flatMap((one) => {
        const wrong = problem(one);
        return wrong ? [{ name: one.name, message: wrong.message }] : [];
      }),
      ...(source.trim() === '' ? [{ name: 'source', message: 'Say where the dates come from' }] : []),
    ],
    send: (_: undefined, key) => {
      const on = (name: Day) => isoOf(typed[name]) ?? '';
      const body = {
        title,
        registrationOpensOn: on('registrationOpensOn'),
        registrationClosesOn: on('registrationClosesOn'),
        theoryOn: on('theoryOn'),
        practicalOn: on('practicalOn'),
        resultsExpectedOn: on('resultsExpectedOn'),
        source,
        note,
      };
      return before
        ? answer(api.PUT('/sittings/{id}', { params: { path: { id: before.id }, header: { 'If-Match': `"${before.version}"` } }, body }))
        : answer(api.POST('/sittings', { params: { header: { 'Idempotency-Key': key } }, body }));
    },
    done: async () => {
      await refresh();
      await done('/sittings', `${title} is saved. Plans that count back from it follow.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <TextField name="title" label="What is it called?" hint="For example, Spring 2027" value={title} onChange={setTitle} />
      {days.map((one) => (
        <DateField
          key={one.name}
          name={one.name}
          label={one.label}
          value={typed[one.name]}
          onChange={(value) => setTyped({ ...typed, [one.name]: value })}
          wrong={problem(one)?.parts}
        />
      ))}
      <LongTextField name="source" label="Where do the dates come from?" value={source} onChange={setSource} rows={2} />
      <LongTextField name="note" label="Note (optional)" value={note} onChange={setNote} rows={2} />
      <SubmitButton pending={state.pending}>Save this sitting</SubmitButton>
    </Form>
  );
}

export function CancelSittingPage() {
  const { sittingId = '' } = useParams();
  return (
    <Loaded query={useQuery(sittingQuery(sittingId))} what="the sitting">
      {(sitting) => <CancelForm sitting={sitting} />}
    </Loaded>
  );
}

function CancelForm({ sitting }: { sitting: Sitting }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/sittings/{id}/cancel', {
          params: { path: { id: sitting.id }, header: { 'Idempotency-Key': key } },
          body: { version: sitting.version, reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done('/sittings', `${sitting.title} is cancelled. Those who chose it are told to choose another one.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`${sitting.title} does not take place?`}
      confirm="Cancel this sitting"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: '/sittings' }}
    >
      <p>Those who chose it see that it is cancelled, with the next possible sitting. This cannot be undone.</p>
      <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}
