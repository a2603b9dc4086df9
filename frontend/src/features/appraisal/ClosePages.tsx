import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Confirm, Form, Loaded, longDate, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { sheetQuery, useMeetingPlace } from './queries';
import { kindWord, type Meeting } from './words';

/** Asks before a planned meeting is cancelled. */
export function CancelPage() {
  const { meetingId, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {({ meeting }) => <CancelForm meeting={meeting} here={here} />}
    </Loaded>
  );
}

function CancelForm({ meeting, here }: { meeting: Meeting; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (reason.trim() === '' ? [{ name: 'reason', message: 'Say why it does not take place' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/cancel', {
          params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
          body: { reason, version: meeting.version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The meeting is cancelled.');
    },
  });
  return (
    <Confirm
      {...state}
      question={`Cancel the meeting of ${longDate(meeting.plannedOn)}?`}
      confirm="Cancel the meeting"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: here }}
    >
      <p>It stays in the list as cancelled, with its reason, and cannot be taken up again. Plan another one instead.</p>
      <LongTextField name="reason" label="Why does it not take place?" value={reason} onChange={setReason} rows={3} />
    </Confirm>
  );
}

/** Acknowledges what is written about a meeting. */
export function AcknowledgePage() {
  const { meetingId, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {({ meeting }) => (
        <Page
          title="Acknowledge what is written"
          caption={meeting.person.name}
          breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}
        >
          <AcknowledgeForm meeting={meeting} here={here} />
        </Page>
      )}
    </Loaded>
  );
}

function AcknowledgeForm({ meeting, here }: { meeting: Meeting; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [comment, setComment] = useState('');
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/acknowledge', {
          params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
          body: { comment, version: meeting.version },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'You have acknowledged the sheet.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        By this you say that the sheet tells what was said and agreed. When both sides have done so, it is fixed. If
        something that both share is changed before that, both acknowledge it anew.
      </p>
      <LongTextField
        name="comment"
        label="A comment (optional)"
        hint="It stands on the sheet"
        value={comment}
        onChange={setComment}
        rows={3}
      />
      <SubmitButton pending={state.pending}>Acknowledge</SubmitButton>
    </Form>
  );
}
