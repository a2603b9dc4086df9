import { expect, it } from 'vitest';
import { wteFrom } from './wte';

it.each([
  ['full time', '1', 1],
  ['three days of five', '0.6', 0.6],
  ['without its nought', '.8', 0.8],
  ['with a comma', '0,75', 0.75],
  ['with spaces around', ' 0.5 ', 0.5],
  ['the least', '0.01', 0.01],
])('takes %s', (_, typed, want) => {
  expect(wteFrom(typed)).toBe(want);
});

it.each([
  ['nothing', ''],
  ['none', '0'],
  ['more than full time', '1.01'],
  ['hours', '37.5'],
  ['thousandths', '0.333'],
  ['a word', 'full'],
  ['a minus', '-0.5'],
])('refuses %s', (_, typed) => {
  expect(wteFrom(typed)).toBeUndefined();
});
