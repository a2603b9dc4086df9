import { useParams } from 'react-router';
import { answer, api } from '@/api/client';
import { Confirm, EmptyState, Page, useDone } from '@/design';
import { ChangeList, ChangeWords } from './ChangeList';
import { DraftPage } from './DraftPage';
import { OthersChanges } from './OthersChanges';
import type { EditionChange, EditionDetail } from './types';
import { useDraftSubmission } from './useDraftSubmission';
import { changeName, editionName, toConfirm } from './words';
import { editionCrumbs, editionPath, editionsPath } from '../paths';
import { counted } from '../../words';

const pathOf = ({ frameworkId, edition }: EditionDetail) => editionPath(frameworkId, edition.number);

/** Takes one change of the draft back. */
export function UndoChangePage() {
  const { changeId = '' } = useParams();
  return (
    <DraftPage title="Undo a change">
      {(draft) => {
        const change = draft.changes.find(({ id }) => id === changeId);
        return change ? (
          <Undoing draft={draft} change={change} />
        ) : (
          <Page
            title="Undo a change"
            breadcrumbs={editionCrumbs(draft.frameworkId, [{ label: editionName(draft.edition), href: pathOf(draft) }])}
          >
            <EmptyState title="The draft has no such change.">
              <p>Somebody has undone it already.</p>
            </EmptyState>
          </Page>
        );
      }}
    </DraftPage>
  );
}

function Undoing({ draft, change }: { draft: EditionDetail; change: EditionChange }) {
  const goOn = useDone();
  const { submit, others, ...state } = useDraftSubmission(draft, {
    send: (_: undefined, { ifMatch }) =>
      answer(
        api.DELETE('/framework-edition-changes/{id}', {
          params: { path: { id: change.id }, header: { 'If-Match': ifMatch } },
        }),
      ),
    done: () => goOn(pathOf(draft), `The change of ${changeName(change)} is undone.`),
  });
  return (
    <Confirm
      {...state}
      question={`Undo the change of ${changeName(change)}?`}
      confirm="Undo the change"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: pathOf(draft) }}
    >
      <OthersChanges others={others} />
      <ChangeWords change={change} />
      <p>The draft then has it as it is in force. To change it again, type it again.</p>
    </Confirm>
  );
}

/** Throws the draft away. */
export function DiscardEditionPage() {
  return <DraftPage title="Throw the draft away">{(draft) => <Discarding draft={draft} />}</DraftPage>;
}

function Discarding({ draft }: { draft: EditionDetail }) {
  const goOn = useDone();
  const { submit, others, ...state } = useDraftSubmission(draft, {
    send: (_: undefined, { version }) =>
      answer(api.POST('/framework-editions/{id}/discard', { params: { path: { id: draft.id } }, body: { version } })),
    done: () => goOn(editionsPath(draft.frameworkId), 'The draft is thrown away. What is in force stays as it is.'),
  });
  return (
    <Confirm
      {...state}
      question={`Throw away the draft of ${editionName(draft.edition)}?`}
      confirm="Throw the draft away"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Keep it', href: pathOf(draft) }}
    >
      <OthersChanges others={others} />
      <p>
        {draft.changes.length === 0
          ? 'It has no changes. What is in force stays as it is.'
          : `Its ${counted(draft.changes.length, 'change')} go with it, and cannot be brought back. What is in force stays as it is.`}
      </p>
    </Confirm>
  );
}

/** Puts the draft in force. */
export function PublishEditionPage() {
  return (
    <DraftPage title="Publish the edition">
      {(draft) =>
        draft.changes.length === 0 ? (
          <Page
            title="Publish the edition"
            breadcrumbs={editionCrumbs(draft.frameworkId, [{ label: editionName(draft.edition), href: pathOf(draft) }])}
          >
            <EmptyState title="There is nothing to publish yet.">
              <p>The draft changes nothing. Change or add a statement first.</p>
            </EmptyState>
          </Page>
        ) : (
          <Publishing draft={draft} />
        )
      }
    </DraftPage>
  );
}

function Publishing({ draft }: { draft: EditionDetail }) {
  const goOn = useDone();
  const { submit, others, ...state } = useDraftSubmission(draft, {
    send: (_: undefined, { version }) =>
      answer(api.POST('/framework-editions/{id}/publish', { params: { path: { id: draft.id } }, body: { version } })),
    done: () => goOn(pathOf(draft), `${editionName(draft.edition)} is in force.`),
  });
  const rests = toConfirm(draft.changes);
  return (
    <Confirm
      {...state}
      question={`Publish ${editionName(draft.edition)}?`}
      confirm="Publish this edition"
      onConfirm={() => void submit(undefined)}
      back={{ label: 'Not yet', href: pathOf(draft) }}
    >
      <OthersChanges others={others} />
      <p>
        {counted(draft.changes.length, 'change')} {draft.changes.length === 1 ? 'comes' : 'come'} into force today for
        everybody in your organisation, and the edition before is retired. This cannot be undone; a later edition can
        change it again.
      </p>
      <h2 className="nhsuk-heading-m">What will need confirming</h2>
      <p>{confirmSentence(rests)}</p>
      <h2 className="nhsuk-heading-m">What changes</h2>
      <ChangeList frameworkId={draft.frameworkId} changes={draft.changes} unlinked />
    </Confirm>
  );
}

function confirmSentence({ statements, requirements, claims }: ReturnType<typeof toConfirm>): string {
  if (statements === 0) return 'Nothing: no meaning is changed.';
  const on = statements === 1 ? 'the statement whose meaning is changed' : `the ${statements} statements whose meaning is changed`;
  if (requirements + claims === 0) return `Nothing: nothing rests on ${on}.`;
  return (
    `On ${on} rest ${counted(requirements, 'requirement')} of roles and ${counted(claims, 'claim')}. ` +
    'Standards leads confirm the single requirements, assessors and managers the approved claims. Until then both stay with the old statement; a role that asks for a whole level follows without it.'
  );
}
