import { describe, expect, it } from 'vitest';
import { entryInDraft, meanwhile } from './draft';
import type { EditionChange } from './types';

const change = (changes: Partial<EditionChange>) =>
  ({ id: 'c', kind: 'wording', statementId: 's', code: 'ANCC', level: 3, aspect: 'A', text: 'new', changedAt: '1', ...changes }) as EditionChange;

const published = { code: 'ANCC', skill: 'Coding', aspect: 'A', level: 3, text: 'in force' };

describe('the statement to edit', () => {
  it('is the one in force while the draft leaves it alone', () => {
    expect(entryInDraft([], 's', published)).toEqual({ id: 's', entry: published, onlyInDraft: false });
  });

  it('is what the draft words, under the same identifier', () => {
    const found = entryInDraft([change({})], 's', published);
    expect([found?.id, found?.entry.text, found?.onlyInDraft]).toEqual(['s', 'new', false]);
  });

  it.each(['s', 'successor'])('is the successor of a changed meaning, found by %s', (id) => {
    const found = entryInDraft([change({ kind: 'meaning', successorId: 'successor' })], id, published);
    expect([found?.id, found?.onlyInDraft]).toEqual(['successor', true]);
  });

  it('is nothing when the draft ends it', () => {
    expect(entryInDraft([change({ kind: 'end' })], 's', published)).toBeUndefined();
  });
});

it('tells what others made and undid meanwhile', () => {
  const mine = change({ id: 'a' });
  const again = change({ id: 'b', changedAt: '2' });
  const { made, undone } = meanwhile([mine, change({ id: 'b' }), change({ id: 'gone' })], [mine, again, change({ id: 'new' })]);
  expect(made.map(({ id }) => id)).toEqual(['b', 'new']);
  expect(undone.map(({ id }) => id)).toEqual(['gone']);
});
