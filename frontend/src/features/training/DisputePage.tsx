import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, Loaded, LongTextField, longDate, Page, SubmitButton, useDone } from '@/design';
import { useSubject } from '@/session/subject';
import { meetingQuery } from './meetings';
import type { Meeting } from './types';

/** The other side says that a meeting was not as it was logged. */
export function DisputePage() {
  const { meetingId = '' } = useParams();
  const subject = useSubject();
  const log = `${subject.progressPath}/mentoring`;
  return (
    <Loaded query={useQuery(meetingQuery(subject.id, meetingId))} what="the meeting">
      {(meeting) => (
        <Page title="This is not how it was" breadcrumbs={[{ label: 'Mentoring log', href: log }]}>
          {meeting?.mayConfirm ? <DisputeForm meeting={meeting} log={log} /> : <EmptyState title="There is nothing to say against this meeting." />}
        </Page>
      )}
    </Loaded>
  );
}

function DisputeForm({ meeting, log }: { meeting: Meeting; log: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [note, setNote] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (note.trim() === '' ? [{ name: 'note', message: 'Say what was not so' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/mentoring-meetings/{id}/dispute', {
          params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
          body: { version: meeting.version, note },
        }),
      ),
    done: async () => {
      await refresh();
      await done(log, `${meeting.loggedBy.name} can now edit the meeting.`);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <p>
        The meeting of {longDate(meeting.metOn)}, as {meeting.loggedBy.name} logged it:
      </p>
      <p className="bw-written">{meeting.topics}</p>
      {meeting.agreed ? <p className="bw-written">Agreed: {meeting.agreed}</p> : null}
      <LongTextField name="note" label="What was not so?" value={note} onChange={setNote} rows={4} />
      <SubmitButton pending={state.pending}>Say that it was not so</SubmitButton>
    </Form>
  );
}
