import { findPatientData, type HospitalPattern } from '@/design/patientdata/finder';
import { forget, keep, kept, keptKeys } from '@/session/kept';
import { type DraftContent, freeTexts, noWords, type Words } from './words';

/** A draft's words that did not reach the server. */
export interface KeptDraft {
  /** Its name in this browser. */
  key: string;
  /** The draft on the server, and the version that the words were written on; absent before the first save. */
  draftId?: string;
  etag?: string;
  /** The first save, as it was sent without an answer: sent again, it counts once. */
  create?: { key: string; content: DraftContent };
  words: Words;
  /** Words that were sent without an answer. */
  sent: Words[];
  /** Since when it is kept, as an ISO moment. */
  since: string;
}

const prefix = 'draft.';

/**
 * What looks like a patient's data in the words, as the sentence about it: nothing with such a finding is kept anywhere,
 * this browser included. Undefined when there is nothing.
 */
export function patientDataIn(words: Words, patterns: HospitalPattern[]): string | undefined {
  for (const text of freeTexts(words)) {
    const [first] = findPatientData(text, patterns);
    if (first) return first.message;
  }
  return undefined;
}

function isKeptDraft(value: unknown): value is KeptDraft {
  return typeof value === 'object' && value !== null && 'words' in value && 'key' in value && 'since' in value;
}

export function keepDraft(personId: string, draft: KeptDraft): boolean {
  return keep(personId, prefix + draft.key, draft);
}

export function forgetDraft(personId: string, key: string): void {
  forget(personId, prefix + key);
}

export function keptDraft(personId: string, key: string): KeptDraft | undefined {
  const value = kept(personId, prefix + key);
  // A draft that an older page kept may lack a box that there is now.
  return isKeptDraft(value) ? { ...value, words: { ...noWords, ...value.words } } : undefined;
}

/** All drafts of a person that are kept in this browser, the newest first. */
export function keptDrafts(personId: string): KeptDraft[] {
  return keptKeys(personId)
    .flatMap((key) => (key.startsWith(prefix) ? [keptDraft(personId, key.slice(prefix.length))] : []))
    .filter((draft) => draft !== undefined)
    .sort((a, b) => b.since.localeCompare(a.since));
}

/** What is kept of a draft that the server knows too. */
export function keptOfDraft(personId: string, draftId: string): KeptDraft | undefined {
  return keptDrafts(personId).find((draft) => draft.draftId === draftId);
}
