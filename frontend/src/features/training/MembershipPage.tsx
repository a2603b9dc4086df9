import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, Form, isoOf, noDate, partsOf, SubmitButton, TextField, useDone } from '@/design';
import { ExamPlanFrame } from './ExamPlanPage';
import type { Membership } from './types';

/** A membership of IHRIM: new, a renewal, or one that is put right. */
export function MembershipPage() {
  const { membershipId = '' } = useParams();
  return (
    <ExamPlanFrame title={membershipId === 'new' ? 'Record IHRIM membership' : 'Change IHRIM membership'}>
      {({ plan, subject, page }) => (
        <MembershipForm
          personId={subject.id}
          page={page}
          before={plan.memberships.find(({ id }) => id === membershipId)}
          number={plan.memberships[0]?.number ?? ''}
        />
      )}
    </ExamPlanFrame>
  );
}

interface MembershipFormProps {
  personId: string;
  page: string;
  before: Membership | undefined;
  /** The number of the last membership, which a renewal keeps. */
  number: string;
}

function MembershipForm({ personId, page, before, number }: MembershipFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [typed, setTyped] = useState(before?.number ?? number);
  const [from, setFrom] = useState(before ? partsOf(before.from) : noDate);
  const [to, setTo] = useState(before?.to ? partsOf(before.to) : noDate);
  const [note, setNote] = useState(before?.note ?? '');
  const wrongFrom = dateProblem('The first day', from, { required: true });
  const wrongTo = dateProblem('The last day', to);

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (wrongFrom) problems.push({ name: 'from', message: wrongFrom.message });
    if (wrongTo) problems.push({ name: 'to', message: wrongTo.message });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) => {
      const body = { number: typed, from: isoOf(from) ?? '', to: isoOf(to), note };
      return before
        ? answer(api.PUT('/memberships/{id}', { params: { path: { id: before.id }, header: { 'If-Match': `"${before.version}"` } }, body }))
        : answer(api.POST('/people/{id}/memberships', { params: { path: { id: personId }, header: { 'Idempotency-Key': key } }, body }));
    },
    done: async () => {
      await refresh();
      await done(page, 'The membership is recorded.');
    },
  });

  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>IHRIM asks for a current membership at registration and at the sitting. A renewal is recorded beside what was before.</p>
      <TextField name="number" label="Membership number (optional)" value={typed} onChange={setTyped} width="20" />
      <DateField name="from" label="First day" value={from} onChange={setFrom} wrong={wrongFrom?.parts} />
      <DateField name="to" label="Last day (optional)" value={to} onChange={setTo} wrong={wrongTo?.parts} />
      <TextField name="note" label="Note (optional)" value={note} onChange={setNote} />
      <SubmitButton pending={state.pending}>Save the membership</SubmitButton>
    </Form>
  );
}
