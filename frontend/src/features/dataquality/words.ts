import { documentName } from '@/design';
import type { FindingCount, SourceDocumentSummary } from './types';

/** A kind of finding in words: "text under wrong aspect" becomes "Text under wrong aspect". */
export function kindWord(kind: string): string {
  const words = kind.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Document 002: Skill statements". */
export function documentTitle({ name, title }: Pick<SourceDocumentSummary, 'name' | 'title'>): string {
  const number = documentName(name);
  const start = number.charAt(0).toUpperCase() + number.slice(1);
  return title === '' ? start : `${start}: ${title}`;
}

/** The kinds that a document has, or all documents together for an empty name, with their counts; by name. */
export function kindsOf(counts: FindingCount[], document: string): { kind: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const row of counts) {
    if (document === '' || row.document === document) sums.set(row.kind, (sums.get(row.kind) ?? 0) + row.count);
  }
  return [...sums].map(([kind, count]) => ({ kind, count })).sort((a, b) => a.kind.localeCompare(b.kind));
}
