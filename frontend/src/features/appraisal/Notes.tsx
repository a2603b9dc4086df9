import { useState } from 'react';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { EmptyState, Form, LongTextField, longMoment, RadiosField, SubmitButton } from '@/design';
import { useMe } from '@/session/session';
import type { Sheet } from './words';

/** Notes that both share, and the reader's own private ones. */
export function Notes({ sheet, here }: { sheet: Sheet; here: string }) {
  const me = useMe();
  const open = sheet.meeting.state === 'planned' || sheet.meeting.state === 'held';
  const party = me.person.id === sheet.meeting.person.id || me.person.id === sheet.meeting.lead.id;
  return (
    <>
      {sheet.notes.length === 0 ? <EmptyState title="There is no note that you may read." /> : null}
      <ol className="bw-history">
        {sheet.notes.map((note) => {
          const own = note.author.id === me.person.id;
          return (
            <li key={note.id}>
              <p className="bw-small bw-flush">
                {note.author.name}, {longMoment(note.updatedAt)}.{' '}
                <strong>{note.shared ? 'Shared' : 'Private: nobody else reads it'}</strong>
              </p>
              <p className="bw-written">{note.text}</p>
              {own && (open || !note.shared) ? (
                <p className="bw-small">
                  <Link to={`${here}/notes/${note.id}`}>
                    Change<span className="nhsuk-u-visually-hidden"> the note of {longMoment(note.updatedAt)}</span>
                  </Link>{' '}
                  <Link to={`${here}/notes/${note.id}/remove`}>
                    Remove<span className="nhsuk-u-visually-hidden"> the note of {longMoment(note.updatedAt)}</span>
                  </Link>
                </p>
              ) : null}
            </li>
          );
        })}
      </ol>
      {party ? <AddNote meetingId={sheet.meeting.id} mayShare={open} /> : null}
    </>
  );
}

function AddNote({ meetingId, mayShare }: { meetingId: string; mayShare: boolean }) {
  const refresh = useRefresh();
  const [text, setText] = useState('');
  const [who, setWho] = useState(mayShare ? '' : 'private');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (text.trim() === '') problems.push({ name: 'text', message: 'Write the note' });
    if (who === '') problems.push({ name: 'shared', message: 'Choose who may read the note' });
    return problems;
  }

  const { submit, ...state } = useSubmission({
    check,
    send: (_: undefined, key) =>
      answer(
        api.POST('/appraisals/{id}/notes', {
          params: { path: { id: meetingId }, header: { 'Idempotency-Key': key } },
          body: { text, shared: who === 'shared' },
        }),
      ),
    done: async () => {
      setText('');
      await refresh();
    },
  });
  const choices = [
    { value: 'shared', label: 'Both of us', hint: 'It stands on the sheet' },
    { value: 'private', label: 'Only me', hint: 'Nobody else reads it, and it is not on the sheet' },
  ];
  return (
    <Form {...state} onSubmit={() => void submit(undefined)}>
      <LongTextField name="text" label="A new note" value={text} onChange={setText} rows={4} />
      <RadiosField
        name="shared"
        label="Who may read it?"
        value={who}
        onChange={setWho}
        choices={mayShare ? choices : choices.slice(1)}
      />
      <SubmitButton secondary pending={state.pending}>
        Save the note
      </SubmitButton>
    </Form>
  );
}
