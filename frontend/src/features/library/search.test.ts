import { describe, expect, it } from 'vitest';
import { hitPath, kindName, kindNames } from './search';

describe('what a search finds', () => {
  it('opens on its own page, a duty among the duties of its role', () => {
    expect(kindNames.map((kind) => hitPath({ kind, id: 'a', partOfId: 'r' }))).toEqual([
      '/library/statements/a',
      '/library/profiles/a',
      '/library/roles/a',
      '/library/roles/r/duties',
    ]);
  });

  it('is called by how many there are', () => {
    expect(kindName('duty', 1)).toBe('Duty');
    expect(kindName('duty', 2)).toBe('Duties');
  });
});
