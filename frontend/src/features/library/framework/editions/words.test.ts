import { expect, it } from 'vitest';
import type { EditionChange } from './types';
import { changeName, editionName, restingWords, sidesOf, toConfirm } from './words';

it('names editions, the national source apart', () => {
  expect(editionName({ number: 0, title: 'x' })).toBe('The national source');
  expect(editionName({ number: 2, title: 'Spring review' })).toBe('Edition 2, Spring review');
});

it('names a change by its statement, an end by the old aspect, a skill by its name', () => {
  const base = { code: 'ANCC', level: 3, aspect: 'Escalation', oldAspect: '', skill: 'Coding' } as EditionChange;
  expect(changeName(base)).toBe('ANCC 3, Escalation');
  expect(changeName({ ...base, aspect: '', oldAspect: 'Old' })).toBe('ANCC 3, Old');
  expect(changeName({ ...base, level: 0 })).toBe('ANCC, Coding');
});

it('puts words of one side on that side only, marked', () => {
  const { old, new: after } = sidesOf(
    [
      { in: 'both', text: 'Escalates ' },
      { in: 'old', text: 'problems' },
      { in: 'new', text: 'complex problems' },
    ],
    '',
    '',
  );
  expect(old).toEqual([
    { text: 'Escalates ', differs: false },
    { text: 'problems', differs: true },
  ]);
  expect(after.map(({ text }) => text).join('')).toBe('Escalates complex problems');
});

it('shows a text without words as it is', () => {
  expect(sidesOf(undefined, '', 'New')).toEqual({ old: [], new: [{ text: 'New', differs: false }] });
});

it('counts only changed meanings as to be confirmed', () => {
  const change = (kind: EditionChange['kind']) => ({ kind, requirements: 2, claims: 3 }) as EditionChange;
  expect(toConfirm([change('meaning'), change('wording'), change('meaning')])).toEqual({
    statements: 2,
    requirements: 4,
    claims: 6,
  });
  expect(restingWords(0, 1)).toBe('no requirement and 1 claim');
});
