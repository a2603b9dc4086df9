import type { components } from '@/api/schema';
import { fileSize, longMoment } from '@/design';

export type Archive = components['schemas']['SubjectArchive'];
export type PrivacySettings = components['schemas']['PrivacySettings'];
export type RetentionRule = components['schemas']['RetentionRule'];
export type Preview = components['schemas']['RetentionPreview'];
export type Leaver = components['schemas']['RetentionLeaver'];
export type Run = components['schemas']['RetentionRun'];
export type Hold = components['schemas']['LegalHold'];
export type Deletion = components['schemas']['DeletionEntry'];

/** How far a copy is, in a sentence. */
export function archiveSentence(archive: Archive): string {
  switch (archive.state) {
    case 'making':
      return archive.done === 0 ? 'Waiting to be made' : `Being made: ${archive.done} of ${archive.total} parts`;
    case 'ready':
      return `${count(archive.rows, 'entry', 'entries')} and ${count(archive.files, 'file', 'files')}, ${fileSize(archive.size)}. The file is deleted on ${longMoment(archive.expiresAt ?? '')}.`;
    case 'failed':
      return archive.failure;
    case 'removed':
      return archive.removedAt ? `The file was deleted on ${longMoment(archive.removedAt)}` : 'The file was deleted';
  }
}

/** How many there are of something. */
export function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
}

/** How far a run is, in a sentence. */
export function runSentence(run: Run): string {
  switch (run.state) {
    case 'running':
      return `On its way: ${run.done} of ${run.total} steps`;
    case 'finished':
      return `Finished${run.finishedAt ? ` on ${longMoment(run.finishedAt)}` : ''}. The deletion log says what was removed.`;
    case 'failed':
      return run.failure;
  }
}
