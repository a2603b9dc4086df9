import { expect, it } from 'vitest';
import { deedWords } from './recordHistory';

it.each([
  ['record.read', 'portfolio', 'Read your portfolio'],
  ['record.read', 'something new', 'Read your record'],
  ['training.milestone_signed_off', 'milestone', 'Milestone signed off'],
  ['file.added', 'file', 'File added'],
])('tells %s of %s', (action, kind, want) => {
  expect(deedWords(action, kind)).toBe(want);
});
