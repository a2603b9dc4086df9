import { describe, expect, it } from 'vitest';
import { formerWords, type PackDocument, progressWords, underWay } from './words';

const document: PackDocument = { kind: 'pdf', state: 'queued', done: 0, total: 0, failure: '', size: 0 };

describe('a document of a pack', () => {
  it('says which step it is at, never one beyond the last', () => {
    expect(progressWords({ ...document, state: 'making', done: 2, total: 5 })).toContain('step 3 of 5');
    expect(progressWords({ ...document, state: 'making', done: 5, total: 5 })).toContain('step 5 of 5');
  });
  it('gives the sentence of a failure', () => {
    expect(progressWords({ ...document, state: 'failed', failure: 'No room.' })).toBe('No room.');
  });
  it('is under way until it is ready or failed', () => {
    expect(underWay([{ ...document, state: 'ready' }, document])).toBe(true);
    expect(underWay([{ ...document, state: 'ready' }, { ...document, state: 'failed' }])).toBe(false);
  });
});

describe('a review elsewhere', () => {
  it('says that nobody here confirmed it', () => {
    const review = { organisation: 'Northmoor', reviewer: 'Ann', reviewedOn: '2026-03-01', outcome: 'approved_lower', level: 2, reason: '' } as const;
    expect(formerWords(review, '1 March 2026')).toBe(
      'Reviewed at Northmoor by Ann on 1 March 2026: approved at level 2. Not confirmed here.',
    );
  });
});
