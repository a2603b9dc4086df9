// What a spreadsheet would do, in words.
import type { ImportReport } from './types';
import { counted } from '../../words';

/** The largest spreadsheet that the server reads, in bytes (10 MB). */
export const largestSheet = 10_000_000;

/** Why a file cannot be read, seen before it is sent; empty when nothing is wrong with it so far. */
export function sheetProblem(file: Pick<File, 'name' | 'size'>): string {
  if (!/\.(csv|xlsx)$/i.test(file.name)) {
    return `${file.name} is neither a CSV nor an XLSX file. Save the spreadsheet as one of the two.`;
  }
  if (file.size === 0) return `${file.name} is empty. Choose a file with something in it.`;
  if (file.size > largestSheet) return `${file.name} is larger than 10 MB. Split it, or leave out what does not change.`;
  return '';
}

/** Whether there is something that reading the file would change. */
export function changesSomething({ counts, removals }: Pick<ImportReport, 'counts' | 'removals'>): boolean {
  return counts.added + counts.changed + (removals === 'end' ? counts.removed : 0) > 0;
}

/** "12 rows: 1 new, 2 changed, 9 as they are." */
export function reportSentence({ rows, unchanged, counts }: Pick<ImportReport, 'rows' | 'unchanged' | 'counts'>): string {
  return `${counted(rows, 'row')} read: ${counts.added} new, ${counts.changed} changed, ${unchanged} as they are, ${counts.refused} refused.`;
}

/** What the draft gets from the file. */
export function effectSentence({ counts, removals }: Pick<ImportReport, 'counts' | 'removals'>): string {
  const parts = [
    counts.added > 0 ? counted(counts.added, 'new statement') : '',
    counts.changed > 0 ? counted(counts.changed, 'change') : '',
    removals === 'end' && counts.removed > 0 ? `${counts.removed} ended because the file does not have ${counts.removed === 1 ? 'it' : 'them'}` : '',
  ].filter((part) => part !== '');
  return `The draft gets ${parts.join(', ')}. Nothing comes into force before you publish it.`;
}
