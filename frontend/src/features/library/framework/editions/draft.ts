// What a draft says of a statement, and what others did to it while somebody was typing.
import type { EditionChange, EditionStatement } from './types';

type Entry = Pick<EditionStatement, 'code' | 'skill' | 'aspect' | 'level' | 'text'>;

/** The change that makes a statement, so that the statement is in the draft only. */
export function makerOf(changes: EditionChange[], statementId: string): EditionChange | undefined {
  return changes.find(
    (change) =>
      (change.kind === 'meaning' && change.successorId === statementId) ||
      (change.kind === 'add' && change.statementId === statementId),
  );
}

/** The draft's change about a statement in force. */
export function changeOf(changes: EditionChange[], statementId: string): EditionChange | undefined {
  return changes.find((change) => change.statementId === statementId);
}

/**
 * The statement to edit as the draft has it, by any of its identifiers: `published` is the statement in force, where
 * there is one. Undefined when the draft ends it.
 */
export function entryInDraft(
  changes: EditionChange[],
  statementId: string,
  published: Entry | undefined,
): { id: string; entry: Entry; onlyInDraft: boolean } | undefined {
  const change = makerOf(changes, statementId) ?? changeOf(changes, statementId);
  if (change === undefined) {
    return published ? { id: statementId, entry: published, onlyInDraft: false } : undefined;
  }
  if (change.kind === 'end') return undefined;
  const id = change.kind === 'meaning' ? change.successorId : change.statementId;
  return { id: id ?? statementId, entry: change, onlyInDraft: change.kind === 'meaning' || change.kind === 'add' };
}

/** What is different in a draft from when somebody opened a page of it. */
export interface Meanwhile {
  /** Changes that were made, or made again. */
  made: EditionChange[];
  /** Changes that were undone. */
  undone: EditionChange[];
}

export function meanwhile(opened: EditionChange[], now: EditionChange[]): Meanwhile {
  return {
    made: now.filter(({ id, changedAt }) => opened.find((one) => one.id === id)?.changedAt !== changedAt),
    undone: opened.filter(({ id }) => !now.some((one) => one.id === id)),
  };
}
