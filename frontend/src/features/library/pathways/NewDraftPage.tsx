import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, Page, SubmitButton, useDone } from '@/design';
import { libraryCrumb } from '../words';
import { pathwayCrumb } from './crumbs';

export function NewDraftPage() {
  const [note, setNote] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (body: { note: string }, key) =>
      answer(api.POST('/role-pathways', { params: { header: { 'Idempotency-Key': key } }, body })),
    done: async ({ id }) => {
      await refresh();
      await done(`/library/pathway/${id}`, 'The draft is begun. Nobody else sees it until you publish it.');
    },
  });
  return (
    <Page title="Begin a draft of the pathway map" breadcrumbs={[libraryCrumb, pathwayCrumb]}>
      <p>The draft begins as a copy of the map in force. People go on reading that one until you publish the draft.</p>
      <Form {...state} onSubmit={() => void submit({ note })}>
        <LongTextField
          name="note"
          label="What will be new? (optional)"
          hint="Stands on the list of versions"
          value={note}
          onChange={setNote}
          rows={2}
        />
        <SubmitButton pending={state.pending}>Begin the draft</SubmitButton>
      </Form>
    </Page>
  );
}
