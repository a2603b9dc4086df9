import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Tagged, taggedAnswer, answer, api } from '@/api/client';
import { personQuery } from '@/api/people';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import {
  Confirm,
  DateField,
  dateProblem,
  EmptyState,
  Form,
  isoOf,
  Loaded,
  longDate,
  noDate,
  Page,
  partsOf,
  RadiosField,
  SubmitButton,
  useDone,
} from '@/design';
import { crumbsOf, useSubject } from '@/session/subject';
import { leavingChoices, leavingWords } from './leaving';

type PlannedLeaving = components['schemas']['PlannedLeaving'];

function usePlanned() {
  const subject = useSubject();
  const person = useQuery(personQuery(subject.id));
  const query = useQuery({
    queryKey: ['people', subject.id, 'planned-leaving', 'tagged'],
    queryFn: () => taggedAnswer(api.GET('/people/{id}/planned-leaving', { params: { path: { id: subject.id } } })),
  });
  return { subject, name: person.data?.name ?? '', query, here: `/people/${subject.id}/appointments` };
}

/** Enters or changes on which day somebody is to leave. */
export function PlannedLeavingPage() {
  const { subject, name, query, here } = usePlanned();
  return (
    <Page
      title="Planned leaving"
      caption={name}
      breadcrumbs={[...crumbsOf(subject, name, 'progress'), { label: 'Appointments', href: here }]}
    >
      <p>
        Enter the last day as you were told it. It ends nothing by itself: the forecast and the calendar of expiries reckon with it, and an administrator
        records the leaving on the day. Only {name === '' ? 'the person' : name}, the line, the workforce lead and administrators see it.
      </p>
      <Loaded query={query} what="the planned leaving">
        {(read) =>
          read.value.mayChange ? (
            <LeavingForm read={read} personId={subject.id} here={here} />
          ) : (
            <EmptyState title="You cannot change this.">
              <p>The line manager and administrators enter a planned leaving.</p>
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  );
}

function LeavingForm({ read, personId, here }: { read: Tagged<PlannedLeaving>; personId: string; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [base] = useState(read);
  const [kind, setKind] = useState<string>(base.value.kind ?? '');
  const [leavesOn, setLeavesOn] = useState(base.value.leavesOn ? partsOf(base.value.leavesOn) : noDate);
  const wrong = dateProblem('The last day', leavesOn, { required: true });
  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (kind === '') problems.push({ name: 'kind', message: 'Choose whether it is retirement or another reason' });
    if (wrong) problems.push({ name: 'leavesOn', message: wrong.message });
    return problems;
  }
  const { submit, ...state } = useSubmission({
    check,
    send: () =>
      answer(
        api.PUT('/people/{id}/planned-leaving', {
          params: { path: { id: personId }, header: { 'If-Match': base.etag } },
          body: { kind: kind as components['schemas']['PlannedLeavingKind'], leavesOn: isoOf(leavesOn) ?? '' },
        }),
      ),
    done: async (kept) => {
      await refresh();
      await done(here, `The planned leaving on ${longDate(kept.leavesOn ?? '')} is entered.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <RadiosField name="kind" label="Reason" value={kind} onChange={setKind} choices={leavingChoices} />
      <DateField
        name="leavesOn"
        label="Last day"
        hint="For example, 31 3 2028"
        value={leavesOn}
        onChange={setLeavesOn}
        wrong={wrong?.parts}
      />
      <SubmitButton pending={state.pending}>Enter the planned leaving</SubmitButton>
    </Form>
  );
}

/** Takes back what was planned, once more asked. */
export function RemovePlannedLeavingPage() {
  const { subject, name, query, here } = usePlanned();
  return (
    <Loaded query={query} what="the planned leaving">
      {(read) =>
        read.value.leavesOn ? (
          <Removing read={read} personId={subject.id} name={name} here={here} />
        ) : (
          <Page title="Take back a planned leaving">
            <EmptyState title="No leaving is planned." />
          </Page>
        )
      }
    </Loaded>
  );
}

function Removing({ read, personId, name, here }: { read: Tagged<PlannedLeaving>; personId: string; name: string; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [{ value, etag }] = useState(read);
  const { submit, ...state } = useSubmission({
    check: () => [],
    send: () => answer(api.DELETE('/people/{id}/planned-leaving', { params: { path: { id: personId }, header: { 'If-Match': etag } } })),
    done: async () => {
      await refresh();
      await done(here, 'The planned leaving is taken back.');
    },
  });
  return (
    <Confirm
      {...state}
      question={`Take back the planned leaving of ${name}?`}
      confirm="Take it back"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Go back without doing it', href: here }}
    >
      <p>
        {leavingWords[value.kind ?? 'other']} on {longDate(value.leavesOn ?? '')}. After it is taken back, forecasts count on {name} as on everybody.
      </p>
    </Confirm>
  );
}
