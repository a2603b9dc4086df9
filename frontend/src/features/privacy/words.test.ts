import { describe, expect, it } from 'vitest';
import { type Archive, archiveSentence, count } from './words';

const archive: Archive = {
  id: '1',
  person: { id: '2', name: 'Amina Yusuf' },
  mine: true,
  reason: '',
  state: 'ready',
  done: 60,
  total: 60,
  failure: '',
  rows: 1234,
  files: 1,
  size: 2_000_000,
  requestedAt: '2027-03-14T09:00:00Z',
  expiresAt: '2027-03-21T09:00:00Z',
};

describe('how far a copy is', () => {
  it.each([
    [{ state: 'making', done: 0 }, /^Waiting/],
    [{ state: 'making', done: 12 }, /12 of 60/],
    [{ state: 'ready' }, /1,234 entries and 1 file, .* 21.March.2027/],
    [{ state: 'failed', failure: 'There is no room left.' }, /no room/],
    [{ state: 'removed', removedAt: '2027-03-22T09:00:00Z' }, /22.March.2027/],
  ] as const)('%o', (part, words) => {
    expect(archiveSentence({ ...archive, ...part })).toMatch(words);
  });
});

it('counts one and many', () => {
  expect([count(1, 'file', 'files'), count(0, 'file', 'files')]).toEqual(['1 file', '0 files']);
});
