import type { components } from '@/api/schema';
import { type DateParts, isoOf, noDate, partsOf } from '@/design';
import type { LinkDraft } from '../LinksField';
import type { EvidenceKind } from '../types';

export type Draft = components['schemas']['EvidenceDraft'];
export type DraftContent = components['schemas']['EvidenceDraftContent'];

export interface DraftFile {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
}

/** What stands in the boxes of the form, exactly as it was typed. */
export interface Words {
  title: string;
  kind: string;
  happenedOn: DateParts;
  happenedUntil: DateParts;
  whatIDid: string;
  reflection: string;
  links: LinkDraft[];
  files: DraftFile[];
}

export const noWords: Words = {
  title: '',
  kind: '',
  happenedOn: noDate,
  happenedUntil: noDate,
  whatIDid: '',
  reflection: '',
  links: [],
  files: [],
};

/** The words as the server takes them. A date that is not whole yet stays on the page. */
export function contentOf(words: Words): DraftContent {
  return {
    title: words.title,
    kind: words.kind === '' ? undefined : (words.kind as EvidenceKind),
    happenedOn: isoOf(words.happenedOn),
    happenedUntil: isoOf(words.happenedUntil),
    whatIDid: words.whatIDid,
    reflection: words.reflection,
    fileIds: words.files.map(({ id }) => id),
    links: words.links.map(({ title, url }) => ({ title, url })),
  };
}

/** A saved draft as the form shows it. */
export function wordsOf(draft: Draft): Words {
  return {
    title: draft.title,
    kind: draft.kind ?? '',
    happenedOn: draft.happenedOn ? partsOf(draft.happenedOn) : noDate,
    happenedUntil: draft.happenedUntil ? partsOf(draft.happenedUntil) : noDate,
    whatIDid: draft.whatIDid,
    reflection: draft.reflection,
    links: draft.links.map(({ title, url }) => ({ title, url })),
    files: draft.files.map(({ id, name, size }) => ({ id, name, size })),
  };
}

/** Whether both would be saved as the same. */
export function sameContent(a: Words, b: Words): boolean {
  return JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

/** Everything of the words that a person typed freely, for the look at patients' data. */
export function freeTexts(words: Words): string[] {
  return [
    words.title,
    words.whatIDid,
    words.reflection,
    ...words.links.flatMap(({ title, url }) => [title, url]),
    ...words.files.map(({ name }) => name),
  ];
}
