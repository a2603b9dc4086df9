import { Link } from 'react-router';
import { longMoment, StateTag, TextsBeside, wordsApart } from '@/design';
import type { EditionChange } from './types';
import { changeName, restingWords } from './words';
import { draftPath, statementPath } from '../paths';

interface ChangeListProps {
  frameworkId: string;
  changes: EditionChange[];
  /** With the ways to change and undo them. */
  editing?: boolean;
  /** Without the ways to the statements, because those of a draft have no page yet. */
  unlinked?: boolean;
}

/** The changes of an edition, each with its words, its reason and what rests on it. */
export function ChangeList({ frameworkId, changes, editing = false, unlinked = false }: ChangeListProps) {
  return (
    <ol className="bw-passages">
      {changes.map((change) => (
        <li key={change.id}>
          <h3 className="nhsuk-heading-s bw-change__name">
            {changeName(change)} <StateTag kind="editionChange" state={change.kind} />
          </h3>
          <ChangeWords change={change} />
          <p>Reason: {change.reason}</p>
          <p className="bw-small">
            {change.changedBy.name}, {longMoment(change.changedAt)}.{' '}
            {change.kind === 'meaning' || change.kind === 'end'
              ? `On the old statement rest ${restingWords(change.requirements, change.claims)}.`
              : null}
          </p>
          {editing ? (
            <EditChange frameworkId={frameworkId} change={change} />
          ) : change.statementId !== undefined && !unlinked ? (
            <p>
              <Link to={statementPath(change.successorId ?? change.statementId)}>
                Open the statement<span className="nhsuk-u-visually-hidden">: {changeName(change)}</span>
              </Link>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** The texts before and after, with the words that changed marked. */
export function ChangeWords({ change }: { change: EditionChange }) {
  if (change.kind === 'add_skill') return <p>New skill: {change.skill}</p>;
  if (change.kind === 'rename_skill') {
    return (
      <p>
        From {change.oldSkill} to {change.skill}
      </p>
    );
  }
  if (change.kind === 'add') return <p>{change.text}</p>;
  if (change.kind === 'end') return <p>{change.oldText}</p>;
  const pieces = wordsApart(change.oldText, change.text);
  return (
    <>
      {change.oldAspect === change.aspect ? null : (
        <p>
          Aspect before: {change.oldAspect}. Now: {change.aspect}.
        </p>
      )}
      <TextsBeside
        texts={[
          { label: 'Before', pieces: pieces.first },
          { label: 'After', pieces: pieces.other },
        ]}
      />
    </>
  );
}

function EditChange({ frameworkId, change }: { frameworkId: string; change: EditionChange }) {
  const name = changeName(change);
  const again =
    change.kind === 'add_skill' || change.kind === 'rename_skill'
      ? draftPath(frameworkId, `skills/${change.code}`)
      : change.kind === 'end' || change.statementId === undefined
        ? undefined
        : draftPath(frameworkId, `statements/${change.successorId ?? change.statementId}`);
  return (
    <p className="bw-actions">
      {again === undefined ? null : (
        <Link to={again}>
          Change again<span className="nhsuk-u-visually-hidden">: {name}</span>
        </Link>
      )}
      <Link to={draftPath(frameworkId, `changes/${change.id}/undo`)}>
        Undo<span className="nhsuk-u-visually-hidden">: {name}</span>
      </Link>
    </p>
  );
}
