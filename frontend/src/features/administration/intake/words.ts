import type { components } from '@/api/schema';
import { longMoment } from '@/design';

export type StaffImport = components['schemas']['StaffImport'];
export type StaffImportRow = components['schemas']['StaffImportRow'];
export type RowKind = StaffImportRow['kind'];

/** Whether work on an import goes on, so that it is looked at again. */
export function goesOn({ state }: Pick<StaffImport, 'state'>): boolean {
  return state === 'checking' || state === 'committing';
}

/** Whether an import has ended, so that it has no rows any more. */
export function hasEnded({ state }: Pick<StaffImport, 'state'>): boolean {
  return state === 'committed' || state === 'cancelled' || state === 'expired';
}

/** How many there are of something. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** How far an import is, in a sentence. */
export function importSentence(i: StaffImport): string {
  const of = `${i.done.toLocaleString('en-GB')} of ${count(i.rows, 'row', 'rows')}`;
  switch (i.state) {
    case 'checking':
      return `Being checked: ${of}`;
    case 'checked':
      return 'Checked. Nothing is imported yet.';
    case 'committing':
      return `Being imported: ${of}`;
    case 'committed':
      return `Imported${i.finishedAt ? ` on ${longMoment(i.finishedAt)}` : ''}: ${count(i.counts.added, 'person', 'people')} added, ${i.counts.changed.toLocaleString('en-GB')} changed${
        i.counts.refused > 0 ? `, ${count(i.counts.refused, 'refused row', 'refused rows')} left out` : ''
      }.`;
    case 'cancelled':
      return 'Cancelled. Nothing was imported.';
    case 'expired':
      return 'Nobody imported it within seven days, so its rows were deleted. Nothing was imported.';
    case 'stale':
    case 'failed':
      return i.failure;
  }
}

const kinds: Record<RowKind, string> = {
  new: 'New',
  changed: 'Changed',
  unchanged: 'Unchanged',
  refused: 'Refused',
  missing: 'In Bandwise but not in the file',
};

export function kindWord(kind: RowKind): string {
  return kinds[kind];
}

/** The kinds that an import has rows of, with their numbers. */
export function kindChoices({ counts }: Pick<StaffImport, 'counts'>) {
  const of: [RowKind, number][] = [
    ['new', counts.added],
    ['changed', counts.changed],
    ['unchanged', counts.unchanged],
    ['refused', counts.refused],
    ['missing', counts.missing],
  ];
  return [
    { value: '', label: 'All rows of the file' },
    ...of.map(([value, n]) => ({ value: value, label: `${kinds[value]} (${n.toLocaleString('en-GB')})` })),
  ];
}

/** The kind that a text names; undefined when it names none. */
export function kindFrom(text: string): RowKind | undefined {
  return (Object.keys(kinds) as RowKind[]).find((kind) => kind === text);
}
