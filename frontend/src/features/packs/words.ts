import type { components } from '@/api/schema';

type Schemas = components['schemas'];
export type Pack = Schemas['Pack'];
export type PackDocument = Schemas['PackDocument'];
export type PackContent = Schemas['PackContent'];
export type PackClaim = Schemas['PackClaim'];
export type PackImport = Schemas['PackImport'];
export type FormerReview = Schemas['FormerReview'];

export const purposes: Record<Pack['purpose'], string> = {
  appraisal: 'An appraisal',
  panel: 'A panel or interview',
  own_record: 'The person’s own record',
};

export const parts: Record<Pack['parts'], string> = {
  whole: 'The whole portfolio',
  showcased: 'Showcased evidence',
  statements: 'Chosen statements',
  role: 'What one role asks for',
};

export const documentNames: Record<PackDocument['kind'], string> = {
  pdf: 'PDF document',
  zip: 'Archive (ZIP)',
};

/** What a pack holds, counted. */
export function held({ statements, evidence, files }: Pick<Pack, 'statements' | 'evidence' | 'files'>): string {
  const of = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;
  return [of(statements, 'statement', 'statements'), of(evidence, 'piece of evidence', 'pieces of evidence'), of(files, 'file', 'files')].join(', ');
}

/** How far a document is, in a sentence. */
export function progressWords({ state, done, total, failure }: PackDocument): string {
  switch (state) {
    case 'queued':
      return 'It waits to be made. You can leave this page and come back.';
    case 'making':
      return total > 0
        ? `It is being made: step ${Math.min(done + 1, total)} of ${total}. You can leave this page and come back.`
        : 'It is being made. You can leave this page and come back.';
    case 'failed':
      return failure;
    case 'ready':
      return 'Ready.';
  }
}

/** Whether some document is still on its way. */
export function underWay(documents: PackDocument[]): boolean {
  return documents.some(({ state }) => state === 'queued' || state === 'making');
}

const outcomes: Record<PackImport['evidence'][number]['outcome'], string> = {
  new: 'Comes in',
  duplicate: 'You have it already',
  unknown: 'Not known here',
  reworded: 'Reads otherwise here',
  not_claimed: 'Was withdrawn',
};

export function outcomeWord(outcome: keyof typeof outcomes): string {
  return outcomes[outcome];
}

const decisions: Record<FormerReview['outcome'], string> = {
  approved: 'approved',
  approved_lower: 'approved at a lower level',
  returned: 'returned',
};

/** A review elsewhere, in a sentence without its reason. The day is written out by the caller. */
export function formerWords({ organisation, reviewer, outcome, level }: FormerReview, day: string): string {
  const decided = outcome === 'approved_lower' && level ? `approved at level ${level}` : decisions[outcome];
  return `Reviewed at ${organisation} by ${reviewer} on ${day}: ${decided}. Not confirmed here.`;
}
