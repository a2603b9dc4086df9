import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '@/api/client';
import { useRefresh } from '@/api/refresh';
import { useSubmission } from '@/api/submit';
import { Form, LoadedPage, LongTextField, Page, SubmitButton, TextField, useDone } from '@/design';
import { DraftPage } from './DraftPage';
import { OthersChanges } from './OthersChanges';
import { editionsQuery } from './queries';
import type { Edition, EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { editionName } from './words';
import { editionCrumbs, editionPath } from '../paths';

/** Opens the draft of the next edition. */
export function NewEditionPage() {
  const { frameworkId = '' } = useParams();
  const query = useQuery(editionsQuery(frameworkId));
  return (
    <LoadedPage query={query} what="the editions" title="Start a draft" breadcrumbs={editionCrumbs(frameworkId)}>
      {({ items }) => <NewEdition frameworkId={frameworkId} editions={items} />}
    </LoadedPage>
  );
}

/** The page to go on with, where it is one of the library's own. */
function pageAfter(then: string | null): string | undefined {
  return then?.startsWith('/library/') ? then : undefined;
}

function NewEdition({ frameworkId, editions }: { frameworkId: string; editions: Edition[] }) {
  const [params] = useSearchParams();
  const goOn = useDone();
  const refresh = useRefresh();
  const next = Math.max(0, ...editions.map(({ number }) => number)) + 1;
  const inForce = editions.find(({ state }) => state === 'published');
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const { submit, ...state } = useSubmission({
    check: () => (title.trim() === '' ? [{ name: 'title', message: 'Give the edition a title' }] : []),
    send: (_: undefined, key) =>
      answer(
        api.POST('/frameworks/{id}/editions', {
          params: { path: { id: frameworkId }, header: { 'Idempotency-Key': key } },
          body: { title, note },
        }),
      ),
    done: async ({ edition }) => {
      await refresh();
      await goOn(
        pageAfter(params.get('then')) ?? editionPath(frameworkId, edition.number),
        `The draft of edition ${edition.number} is open.`,
      );
    },
  });
  return (
    <Page title="Start a draft" caption={`Edition ${next}`} breadcrumbs={editionCrumbs(frameworkId)}>
      <p>
        The draft begins with what is in force{inForce ? `, ${lowered(editionName(inForce))}` : ''}. Nobody but those who
        edit the framework sees it before it is published.
      </p>
      <NameForm
        title={title}
        setTitle={setTitle}
        note={note}
        setNote={setNote}
        button="Start the draft"
        state={state}
        onSubmit={() => void submit(undefined)}
      />
    </Page>
  );
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Another title or note for the draft. */
export function NameEditionPage() {
  return <DraftPage title="Change the title">{(draft) => <Naming draft={draft} />}</DraftPage>;
}

function Naming({ draft }: { draft: EditionDetail }) {
  const goOn = useDone();
  const here = editionPath(draft.frameworkId, draft.edition.number);
  const [title, setTitle] = useState(draft.edition.title);
  const [note, setNote] = useState(draft.edition.note);
  const { submit, others, ...state } = useDraftSubmission(draft, {
    check: () => (title.trim() === '' ? [{ name: 'title', message: 'Give the edition a title' }] : []),
    send: (_: undefined, { ifMatch }) =>
      answer(
        api.PATCH('/framework-editions/{id}', {
          params: { path: { id: draft.id }, header: { 'If-Match': ifMatch } },
          body: { title, note },
        }),
      ),
    done: () => goOn(here, 'The title and the note are saved.'),
  });
  return (
    <Page
      title="Change the title"
      breadcrumbs={editionCrumbs(draft.frameworkId, [{ label: editionName(draft.edition), href: here }])}
    >
      <OthersChanges others={others} />
      <NameForm
        title={title}
        setTitle={setTitle}
        note={note}
        setNote={setNote}
        button="Save"
        state={state}
        onSubmit={() => void submit(undefined)}
      />
    </Page>
  );
}

interface NameFormProps {
  title: string;
  setTitle: (title: string) => void;
  note: string;
  setNote: (note: string) => void;
  button: string;
  state: Pick<ReturnType<typeof useSubmission>, 'problems' | 'pending' | 'attempt'>;
  onSubmit: () => void;
}

function NameForm({ title, setTitle, note, setNote, button, state, onSubmit }: NameFormProps) {
  return (
    <Form {...state} onSubmit={onSubmit}>
      <TextField name="title" label="Title" hint="For example, Spring review" value={title} onChange={setTitle} />
      <LongTextField
        name="note"
        label="Note (optional)"
        hint="What this edition is about, for those who read it later"
        value={note}
        onChange={setNote}
        rows={3}
      />
      <SubmitButton pending={state.pending}>{button}</SubmitButton>
    </Form>
  );
}
