import { expect, it } from 'vitest';
import { documentTitle, kindsOf, kindWord } from './words';

const counts = [
  { document: 'a.txt', kind: 'markup', count: 2 },
  { document: 'b.txt', kind: 'markup', count: 3 },
  { document: 'b.txt', kind: 'cut_text', count: 1 },
];

it('adds up the kinds of all documents, or of one', () => {
  expect(kindsOf(counts, '')).toEqual([
    { kind: 'cut_text', count: 1 },
    { kind: 'markup', count: 5 },
  ]);
  expect(kindsOf(counts, 'a.txt')).toEqual([{ kind: 'markup', count: 2 }]);
});

it('spells kinds and documents as people read them', () => {
  expect(kindWord('text_under_wrong_aspect')).toBe('Text under wrong aspect');
  expect(documentTitle({ name: '002_f2db.txt', title: 'Skill statements' })).toBe('Document 002: Skill statements');
});
