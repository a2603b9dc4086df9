import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import type { components } from '@/api/schema';
import { useSubmission } from '@/api/submit';
import { Confirm, EmptyState, Form, Loaded, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { sheetQuery, useMeetingPlace } from './queries';
import { kindWord } from './words';

type Note = components['schemas']['AppraisalNote'];

/** Changes a note of one's own. */
export function EditNotePage() {
  const { meetingId, here } = useMeetingPlace();
  const { noteId = '' } = useParams();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the note">
      {({ notes, meeting }) => {
        const note = notes.find(({ id }) => id === noteId);
        return (
          <Page title="Change a note" breadcrumbs={[{ label: kindWord(meeting.kind), href: here }]}>
            {note ? <EditForm note={note} here={here} /> : <EmptyState title="There is no such note." />}
          </Page>
        );
      }}
    </Loaded>
  );
}

function EditForm({ note, here }: { note: Note; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const [text, setText] = useState(note.text);
  const { submit, ...state } = useSubmission({
    check: () => (text.trim() === '' ? [{ name: 'text', message: 'Write the note' }] : []),
    send: () =>
      answer(
        api.PATCH('/appraisal-notes/{id}', {
          params: { path: { id: note.id }, header: { 'If-Match': `"${note.version}"` } },
          body: { text },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The note is changed.');
    },
  });
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <LongTextField name="text" label={note.shared ? 'Shared note' : 'Private note'} value={text} onChange={setText} rows={8} />
      <SubmitButton pending={state.pending}>Save the note</SubmitButton>
    </Form>
  );
}

/** Asks before a note of one's own is removed. */
export function RemoveNotePage() {
  const { meetingId, here } = useMeetingPlace();
  const { noteId = '' } = useParams();
  const query = useQuery(sheetQuery(meetingId));
  return (
    <Loaded query={query} what="the note">
      {({ notes }) => {
        const note = notes.find(({ id }) => id === noteId);
        return note ? <RemoveForm note={note} here={here} /> : <EmptyState title="There is no such note." />;
      }}
    </Loaded>
  );
}

function RemoveForm({ note, here }: { note: Note; here: string }) {
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: () =>
      answer(
        api.DELETE('/appraisal-notes/{id}', {
          params: { path: { id: note.id }, header: { 'If-Match': `"${note.version}"` } },
        }),
      ),
    done: async () => {
      await refresh();
      await done(here, 'The note is removed.');
    },
  });
  return (
    <Confirm
      {...state}
      question="Remove this note?"
      confirm="Remove the note"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: here }}
    >
      <p className="bw-written">{note.text}</p>
      <p>Its text cannot be brought back.</p>
    </Confirm>
  );
}
