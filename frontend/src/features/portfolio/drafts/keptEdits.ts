import type { HospitalPattern } from '@/design/patientdata/finder';
import { forget, keep, kept } from '@/session/kept';
import { patientDataIn } from './keptDrafts';
import { noWords, sameContent, type Words } from './words';

/** A change of finished evidence that was typed and not saved yet. */
export interface KeptEdit {
  /** The version that it was typed on. */
  etag: string;
  words: Words;
  /** Since when it is kept, as an ISO moment. */
  since: string;
}

/** Where the words of a change stand: as they are saved, kept in this browser, or nowhere, with the reason. */
export type EditKept = { kind: 'same' } | { kind: 'kept'; since: string } | { kind: 'nowhere'; why: string };

const prefix = 'edit.';

export function forgetEdit(personId: string, evidenceId: string): void {
  forget(personId, prefix + evidenceId);
}

export function keptEdit(personId: string, evidenceId: string): KeptEdit | undefined {
  const value = kept(personId, prefix + evidenceId);
  if (typeof value !== 'object' || value === null || !('words' in value) || !('since' in value)) return undefined;
  const edit = value as KeptEdit;
  return { ...edit, words: { ...noWords, ...edit.words } };
}

/**
 * Keeps what was typed in this browser, until it is saved. Words like those that are saved are not kept, and neither are any
 * in which something looks like a patient's data: what was kept of them before goes too.
 */
export function keepEdit(
  personId: string,
  evidenceId: string,
  edit: KeptEdit,
  saved: Words,
  patterns: HospitalPattern[],
): EditKept {
  if (sameContent(edit.words, saved)) {
    forgetEdit(personId, evidenceId);
    return { kind: 'same' };
  }
  const found = patientDataIn(edit.words, patterns);
  if (found) {
    forgetEdit(personId, evidenceId);
    return { kind: 'nowhere', why: found };
  }
  if (!keep(personId, prefix + evidenceId, edit)) {
    return { kind: 'nowhere', why: 'This browser has no room for it.' };
  }
  return { kind: 'kept', since: edit.since };
}
