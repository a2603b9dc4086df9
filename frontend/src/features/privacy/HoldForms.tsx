import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, DateField, dateProblem, EmptyState, Form, isoOf, Loaded, LongTextField, noDate, Page, SubmitButton, useDone } from '@/design';
import { administrationCrumb, peopleCrumb } from './crumbs';
import { holdsQuery } from './queries';
import type { Hold } from './words';

const holdsPath = '/administration/retention/holds';

/** Keeps everything of a person. */
export function PlaceHoldPage() {
  const { personId = '' } = useParams();
  const query = useQuery(personQuery(personId));
  return (
    <Loaded query={query} what="the person">
      {({ name }) => <PlaceHold id={personId} name={name} />}
    </Loaded>
  );
}

function PlaceHold({ id, name }: { id: string; name: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const [reviewOn, setReviewOn] = useState(noDate);
  const wrong = dateProblem('The day on which you look at it again', reviewOn, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Say why everything is to be kept' }] : []),
      ...(wrong ? [{ name: 'reviewOn', message: wrong.message }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/legal-holds', {
          params: { path: { id }, header: { 'Idempotency-Key': key } },
          body: { reason, reviewOn: isoOf(reviewOn) ?? '' },
        }),
      ),
    done: async () => {
      await refresh();
      await done(holdsPath, `Everything of ${name} is kept until the hold is ended.`);
    },
  });
  return (
    <Page
      title={`Keep everything of ${name}`}
      caption="Legal hold"
      breadcrumbs={[administrationCrumb, peopleCrumb, { label: name, href: `/administration/people/${id}` }]}
    >
      <p>No rule of retention removes anything of a person on legal hold. It does not end by itself.</p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <LongTextField name="reason" label="Why?" hint="For example that a claim is open, with its reference" value={reason} onChange={setReason} />
        <DateField name="reviewOn" label="When do you look at it again?" value={reviewOn} onChange={setReviewOn} wrong={wrong?.parts} />
        <SubmitButton pending={state.pending}>Place the hold</SubmitButton>
      </Form>
    </Page>
  );
}

/** Lets the rules apply again. */
export function ReleaseHoldPage() {
  const { holdId = '' } = useParams();
  const query = useQuery({ ...holdsQuery, select: ({ items }) => items.find(({ id }) => id === holdId) ?? null });
  return (
    <Loaded query={query} what="the hold">
      {(hold) => (hold ? <ReleaseHold hold={hold} /> : <EmptyState title="There is no such hold any more." />)}
    </Loaded>
  );
}

function ReleaseHold({ hold }: { hold: Hold }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why the hold ends' }] : []),
    send: () =>
      answer(
        api.POST('/legal-holds/{id}/release', { params: { path: { id: hold.id } }, body: { version: hold.version, reason } }),
      ),
    done: async () => {
      await refresh();
      await done(holdsPath, `The hold on ${hold.person.name} has ended. The rules apply again.`);
    },
  });
  return (
    <Confirm
      {...state}
      question={`End the hold on ${hold.person.name}?`}
      confirm="End the hold"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without ending it', href: holdsPath }}
    >
      <p>The next run may remove the record.</p>
      <LongTextField name="reason" label="Why does it end?" value={reason} onChange={setReason} />
    </Confirm>
  );
}
