import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { DateField, dateProblem, Form, isoOf, Loaded, longDate, Page, partsOf, SubmitButton, useDone } from '@/design';
import { sheetQuery, useMeetingPlace } from './queries';
import { kindWord, type Meeting } from './words';

/** Moves a planned meeting to another day. */
export function MovePage() {
  const { meetingId, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {({ meeting }) => (
        <Page
          title="Move the meeting"
          caption={meeting.person.name}
          breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}
        >
          <p>It is planned for {longDate(meeting.plannedOn)}.</p>
          <DayForm
            meeting={meeting}
            name="plannedOn"
            label="When will you meet?"
            button="Move the meeting"
            told="The meeting is moved."
            here={here}
            send={(day) =>
              answer(
                api.PATCH('/appraisals/{id}', {
                  params: { path: { id: meeting.id }, header: { 'If-Match': `"${meeting.version}"` } },
                  body: { plannedOn: day },
                }),
              )
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

/** Notes that a meeting was held. */
export function HoldPage() {
  const { meetingId, here } = useMeetingPlace();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the meeting">
      {({ meeting }) => (
        <Page
          title="Note that it was held"
          caption={meeting.person.name}
          breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}
        >
          <p>You can go on with notes and actions afterwards; then both of you acknowledge the sheet.</p>
          <DayForm
            meeting={meeting}
            name="heldOn"
            label="When did you meet?"
            button="Note that it was held"
            told="The meeting is noted as held."
            here={here}
            send={(day, key) =>
              answer(
                api.POST('/appraisals/{id}/hold', {
                  params: { path: { id: meeting.id }, header: { 'Idempotency-Key': key } },
                  body: { heldOn: day, version: meeting.version },
                }),
              )
            }
          />
        </Page>
      )}
    </Loaded>
  );
}

interface DayFormProps {
  meeting: Meeting;
  name: string;
  label: string;
  button: string;
  /** What the next page says once it is done. */
  told: string;
  here: string;
  send: (day: string, key: string) => Promise<unknown>;
}

function DayForm({ meeting, name, label, button, told, here, send }: DayFormProps) {
  const done = useDone();
  const refresh = useRefresh();
  const [day, setDay] = useState(() => partsOf(meeting.plannedOn));
  const wrong = dateProblem('The date', day, { required: true });
  const { submit, ...state } = useSubmission({
    check: () => (wrong ? [{ name, message: wrong.message }] : []),
    send: (_: undefined, key) => send(isoOf(day) ?? '', key),
    done: async () => {
      await refresh();
      await done(here, told);
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <DateField name={name} label={label} value={day} onChange={setDay} wrong={wrong?.parts} />
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}
