import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, DateText, EmptyState, Form, isoOf, LongTextField, noDate, Page, SubmitButton, useDone } from '@/design';
import { crumbsOf } from '@/session/subject';
import { MilestoneFrame } from './MilestoneFrame';
import { Preview } from './Preview';
import type { Milestone } from './types';

export function ExtendPage() {
  return (
    <MilestoneFrame>
      {({ milestone, progress, subject, page }) => (
        <Page
          title={`Extend: ${milestone.title}`}
          caption={progress.person.name}
          breadcrumbs={[...crumbsOf(subject, progress.person.name, 'progress'), { label: milestone.title, href: page }]}
        >
          {milestone.actions.includes('extend') ? (
            <ExtendForm milestone={milestone} personId={progress.person.id} page={page} />
          ) : (
            <EmptyState title="This date cannot be extended.">
              <p>{milestone.because}</p>
            </EmptyState>
          )}
        </Page>
      )}
    </MilestoneFrame>
  );
}

function ExtendForm({ milestone, personId, page }: { milestone: Milestone; personId: string; page: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [dueOn, setDueOn] = useState(noDate);
  const [reason, setReason] = useState('');
  const wrong = dateProblem('The new date', dueOn, { required: true });
  const iso = isoOf(dueOn) ?? '';
  const { submit, ...state } = useSubmission({
    check: () => [
      ...(wrong ? [{ name: 'dueOn', message: wrong.message }] : []),
      ...(reason.trim() === '' ? [{ name: 'reason', message: 'Give the reason for the extension' }] : []),
    ],
    send: (_: undefined, key) =>
      answer(
        api.POST('/people/{id}/extensions', {
          params: { path: { id: personId }, header: { 'Idempotency-Key': key } },
          body: { milestone: milestone.key, dueOn: iso, reason },
        }),
      ),
    done: async () => {
      await refresh();
      await done(page, `The date of “${milestone.title}” has moved.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        It is due <DateText date={milestone.dueOn} /> now. The extension is shown with its reason and your name.
      </p>
      <DateField name="dueOn" label="What is the new date?" value={dueOn} onChange={setDueOn} wrong={wrong?.parts} />
      <LongTextField name="reason" label="Reason" value={reason} onChange={setReason} rows={3} />
      {iso !== '' ? (
        <Preview
          of={iso}
          ask={() =>
            answer(
              api.POST('/people/{id}/extensions/preview', {
                params: { path: { id: personId } },
                body: { milestone: milestone.key, dueOn: iso },
              }),
            )
          }
        />
      ) : null}
      <SubmitButton pending={state.pending}>Extend this date</SubmitButton>
    </Form>
  );
}
