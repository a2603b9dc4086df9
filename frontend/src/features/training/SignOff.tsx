import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, longDate, LongTextField, RadiosField, Section, SubmitButton, useDone } from '@/design';
import { RecordContent } from './Records';
import type { Milestone, MilestoneRecord } from './types';

interface SignOffProps {
  record: MilestoneRecord;
  milestone: Milestone;
  page: string;
  person: string;
}

/** Signs a record off, or returns it with a reason. */
export function SignOff({ record, milestone, page, person }: SignOffProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [decision, setDecision] = useState('');
  const [reason, setReason] = useState('');

  function check(): FieldProblem[] {
    if (decision === '') return [{ name: 'decision', message: 'Choose whether to sign it off or return it' }];
    if (decision === 'return' && reason.trim() === '') {
      return [{ name: 'reason', message: 'Say what is missing, so that it can be put right' }];
    }
    return [];
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (version: number, key) => {
      const params = { path: { id: record.id }, header: { 'Idempotency-Key': key } };
      return decision === 'return'
        ? answer(api.POST('/milestone-records/{id}/return', { params, body: { version, reason } }))
        : answer(api.POST('/milestone-records/{id}/sign-off', { params, body: { version } }));
    },
    done: async () => {
      await refresh();
      await done(
        page,
        decision === 'return'
          ? `“${milestone.title}” is returned to ${person}.`
          : `“${milestone.title}” of ${person} is signed off.`,
      );
    },
  });

  return (
    <Section title="Your signature">
      <p>
        {record.recordedBy.name} recorded this on {longDate(record.recordedOn)} as completed on{' '}
        {longDate(record.completedOn)}.
      </p>
      <RecordContent record={record} />
      <Form {...state} onSubmit={() => void submit(record.version)}>
        <RadiosField
          name="decision"
          label="Was it completed as recorded?"
          value={decision}
          onChange={setDecision}
          choices={[
            { value: 'sign_off', label: 'Yes, sign it off' },
            { value: 'return', label: 'No, return it' },
          ]}
        />
        {decision === 'return' ? (
          <LongTextField name="reason" label="What is missing?" value={reason} onChange={setReason} rows={3} />
        ) : null}
        <SubmitButton pending={state.pending}>{decision === 'return' ? 'Return it' : 'Sign off'}</SubmitButton>
      </Form>
    </Section>
  );
}
