import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { FieldProblem } from '@/api/problem';
import {
  EmptyState,
  Form,
  LoadedPage,
  LongTextField,
  Page,
  plain,
  RadiosField,
  Section,
  SubmitButton,
  TextField,
  TextsBeside,
  useDone,
  useSettled,
  wordsApart,
} from '@/design';
import { changeOf, entryInDraft, makerOf } from './draft';
import { DraftPage } from './DraftPage';
import { Impact } from './Impact';
import { OthersChanges } from './OthersChanges';
import type { EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { editionName, entryName } from './words';
import { draftPath, editionCrumbs, editionPath, statementPath } from '../paths';
import { statementQuery } from '../../queries';
import type { Statement } from '../../types';

const title = 'Change a statement';

/** Another wording or another meaning for a statement, in the draft. */
export function EditStatementPage() {
  const { statementId = '' } = useParams();
  return (
    <DraftPage title={title}>
      {(draft) => {
        const maker = makerOf(draft.changes, statementId);
        // A statement that the draft adds has no page of its own yet; a successor has that of the old statement.
        const published = maker?.kind === 'add' ? undefined : (maker?.statementId ?? statementId);
        return published === undefined ? (
          <Found draft={draft} published={undefined} />
        ) : (
          <WithPublished draft={draft} publishedId={published} />
        );
      }}
    </DraftPage>
  );
}

function WithPublished({ draft, publishedId }: { draft: EditionDetail; publishedId: string }) {
  const query = useQuery(statementQuery(publishedId));
  return (
    <LoadedPage query={query} what="the statement" title={title} breadcrumbs={editionCrumbs(draft.frameworkId)}>
      {({ statement }) => <Found draft={draft} published={statement} />}
    </LoadedPage>
  );
}

function Found({ draft, published }: { draft: EditionDetail; published: Statement | undefined }) {
  const { statementId = '' } = useParams();
  // As it was when the page was opened: a later reading must not take the typed text away.
  const [found] = useState(() =>
    entryInDraft(draft.changes, statementId, published?.endsOn === undefined ? published : undefined),
  );
  const ending = changeOf(draft.changes, statementId);
  if (found) return <EditForm draft={draft} published={published} found={found} />;
  return (
    <Page title={title} breadcrumbs={crumbs(draft)}>
      <EmptyState title={ending ? 'The draft ends this statement.' : 'This statement has ended.'}>
        {ending ? (
          <p>
            To change it instead, first{' '}
            <Link to={draftPath(draft.frameworkId, `changes/${ending.id}/undo`)}>undo its end</Link>.
          </p>
        ) : (
          <p>
            What has ended is never changed. <Link to={statementPath(statementId)}>Open the statement</Link>
          </p>
        )}
      </EmptyState>
    </Page>
  );
}

function crumbs(draft: EditionDetail) {
  return editionCrumbs(draft.frameworkId, [
    { label: editionName(draft.edition), href: editionPath(draft.frameworkId, draft.edition.number) },
  ]);
}

interface EditFormProps {
  draft: EditionDetail;
  published: Statement | undefined;
  found: NonNullable<ReturnType<typeof entryInDraft>>;
}

function EditForm({ draft, published, found }: EditFormProps) {
  const { id, entry, onlyInDraft } = found;
  const goOn = useDone();
  const before = makerOf(draft.changes, id) ?? changeOf(draft.changes, id);
  const [aspect, setAspect] = useState(entry.aspect);
  const [text, setText] = useState(entry.text);
  const [extent, setExtent] = useState(onlyInDraft ? 'meaning' : before?.kind === 'wording' ? 'wording' : '');
  const [reason, setReason] = useState(before?.reason ?? '');

  function check(): FieldProblem[] {
    const problems: FieldProblem[] = [];
    if (aspect.trim() === '') problems.push({ name: 'aspect', message: 'Give the aspect' });
    if (text.trim() === '') problems.push({ name: 'text', message: 'Write the statement' });
    else if (aspect === entry.aspect && text === entry.text) {
      problems.push({ name: 'text', message: 'Change the statement or its aspect first; so far both are as they were' });
    }
    if (extent === '') problems.push({ name: 'extent', message: 'Choose whether you change the wording only, or the meaning' });
    if (reason.trim() === '') problems.push({ name: 'reason', message: 'Give the reason, so that others understand the change' });
    return problems;
  }

  const { submit, others, ...state } = useDraftSubmission(draft, {
    check,
    send: (_: undefined, { ifMatch }) =>
      answer(
        api.POST('/framework-editions/{id}/edits', {
          params: { path: { id: draft.id }, header: { 'If-Match': ifMatch } },
          body: { statementId: id, extent: extent as 'wording' | 'meaning', aspect, text, reason },
        }),
      ),
    done: ({ edition }) =>
      goOn(
        editionPath(draft.frameworkId, edition.number),
        `${entryName({ ...entry, aspect })} is changed in the draft. It comes into force when you publish.`,
      ),
  });

  return (
    <Page title={title} caption={entryName(entry)} breadcrumbs={crumbs(draft)}>
      <OthersChanges others={others} />
      <Form {...state} onSubmit={() => void submit(undefined)}>
        <TextField name="aspect" label="Aspect" value={aspect} onChange={setAspect} />
        <LongTextField name="text" label="Statement" value={text} onChange={setText} rows={4} />
        <Preview before={published?.text ?? entry.text} after={text} />
        {onlyInDraft ? (
          <p>
            This statement is in the draft only: nothing rests on it yet, so it is changed in place.
          </p>
        ) : (
          <RadiosField
            name="extent"
            label="Is it the wording only, or a changed meaning?"
            value={extent}
            onChange={setExtent}
            choices={[
              {
                value: 'wording',
                label: 'The wording only',
                hint: 'A slip of the pen, clearer words. Whoever met it before still meets it. The statement keeps its address, its requirements and its claims.',
              },
              {
                value: 'meaning',
                label: 'A changed meaning',
                hint: 'It asks for something else, or for more or less. A new statement takes its place; the requirements and approved claims on the old one need confirming.',
              },
            ]}
          />
        )}
        {extent === 'meaning' && published && !onlyInDraft ? <Impact statementId={published.id} to="change" /> : null}
        <LongTextField name="reason" label="Reason" hint="It stands beside the change for everybody to read" value={reason} onChange={setReason} rows={3} />
        <SubmitButton pending={state.pending}>Save in the draft</SubmitButton>
      </Form>
    </Page>
  );
}

function Preview({ before, after }: { before: string; after: string }) {
  const settled = useSettled(after);
  const pieces = wordsApart(before, settled);
  return (
    <Section title="Beside what is in force">
      {before === settled ? (
        <p>No word differs so far.</p>
      ) : (
        <TextsBeside
          texts={[
            { label: 'In force', pieces: pieces.first },
            { label: 'In the draft', pieces: settled === '' ? plain('') : pieces.other },
          ]}
        />
      )}
    </Section>
  );
}
