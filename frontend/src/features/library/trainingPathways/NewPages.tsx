import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, LongTextField, Page, RadiosField, SelectField, SubmitButton, TextField, useDone } from '@/design';
import { trainingPathwaysQuery } from './queries';
import { baseCrumbs, pathwayHome, versionHome } from './words';

/** Begins a pathway of the organisation's own, from nothing or from another one. */
export function NewPathwayPage() {
  const { data } = useQuery(trainingPathwaysQuery);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState('post');
  const [from, setFrom] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    check: () => (title.trim() === '' ? [{ name: 'title', message: 'Enter the pathway’s title' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/training-pathways', {
          params: { header: { 'Idempotency-Key': key } },
          body: { title, further: kind === 'further', ...(from === '' ? {} : { from }) },
        }),
      ),
    done: async ({ ref }) => {
      await refresh();
      await done(versionHome(ref.id), 'The pathway is begun as a draft. Nobody is on it until you publish it.');
    },
  });
  const versions = (data?.items ?? []).flatMap((item) =>
    item.inForce ? [{ value: item.inForce.id, label: `${item.title}, ${item.inForce.title}` }] : [],
  );
  return (
    <Page title="Make a training pathway" breadcrumbs={baseCrumbs}>
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <TextField name="title" label="Title" value={title} onChange={setTitle} />
        <RadiosField
          name="further"
          label="How do people come onto it?"
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'post', label: 'By their appointment to a role' },
            { value: 'further', label: 'By joining it, beside the pathway of their post' },
          ]}
        />
        <SelectField
          name="from"
          label="Begin with"
          value={from}
          onChange={setFrom}
          placeholder="Nothing"
          choices={versions}
        />
        <SubmitButton pending={state.pending}>Make the pathway</SubmitButton>
      </Form>
    </Page>
  );
}

/** Begins a new version of a pathway as a copy of the newest one. */
export function NewDraftPage() {
  const { pathwayId = '' } = useParams();
  const { data } = useQuery(trainingPathwaysQuery);
  const [note, setNote] = useState('');
  const done = useDone();
  const refresh = useRefresh();
  const { submit, ...state } = useSubmission({
    send: (_: undefined, key) =>
      answer(
        api.POST('/training-pathways/{id}/versions', {
          params: { path: { id: pathwayId }, header: { 'Idempotency-Key': key } },
          body: { note },
        }),
      ),
    done: async ({ ref }) => {
      await refresh();
      await done(versionHome(ref.id), 'The draft is begun. Nobody is on it until you publish it.');
    },
  });
  const title = data?.items.find(({ id }) => id === pathwayId)?.title ?? 'The pathway';
  return (
    <Page title="Begin a new version" caption={title} breadcrumbs={[...baseCrumbs, { label: title, href: pathwayHome(pathwayId) }]}>
      <p>The draft begins as a copy of the newest version. What a source document says is kept beside it.</p>
      <Form {...state} onSubmit={() => void submit(undefined)}>
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
