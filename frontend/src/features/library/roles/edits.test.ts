import { describe, expect, it } from 'vitest';
import type { RoleAsk } from '../types';
import { linesFrom, requirementOf, wordsOf } from './edits';

const ask: RoleAsk = {
  id: 'a',
  kind: 'statement',
  name: 'ANCC level 3, Apply: Escalation',
  detail: '',
  statementId: 's1',
  code: 'ANCC',
  level: 3,
  milestone: '',
  accreditation: '',
  importance: 'essential',
  higherCounts: true,
  configured: true,
  reason: 'Daily work.',
  sources: [],
  statements: 1,
};
const common = { importance: 'essential', higherCounts: true, reason: 'Daily work.' };

describe('a requirement that is sent back', () => {
  it.each([
    ['a statement', { kind: 'statement' as const }, { kind: 'statement', statementId: 's1' }],
    ['a whole level', { kind: 'skill_level' as const }, { kind: 'skill_level', code: 'ANCC', level: 3 }],
    ['a criterion', { kind: 'criterion' as const, criterionId: 'c1' }, { kind: 'criterion', criterionId: 'c1' }],
    ['a milestone', { kind: 'milestone' as const, milestone: 'ccsc' }, { kind: 'milestone', milestone: 'ccsc' }],
    ['an accreditation', { kind: 'accreditation' as const, accreditation: 'acc' }, { kind: 'accreditation', accreditation: 'acc' }],
  ])('%s has what belongs to its kind', (_, given, expected) => {
    expect(requirementOf({ ...ask, ...given })).toEqual({ ...common, ...expected });
  });
});

describe('lines of a document', () => {
  it.each([
    ['', []],
    ['56', [56]],
    ['56, 61-63', [56, 61, 62, 63]],
    ['56;58 59', [56, 58, 59]],
    ['fifty', undefined],
    ['9-3', undefined],
    ['0', undefined],
    ['1-9999', undefined],
  ])('%j', (typed, lines) => {
    expect(linesFrom(typed)).toEqual(lines);
  });
});

it('edits the corrected words', () => {
  expect(wordsOf({ text: 'infomation', corrected: 'information' })).toBe('information');
  expect(wordsOf({ text: 'information', corrected: '' })).toBe('information');
});
