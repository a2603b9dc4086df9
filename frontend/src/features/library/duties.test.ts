import { expect, it } from 'vitest';
import { dutiesByHeading, dutiesOfFactor } from './duties';

const duty = (id: string, heading: string, factor: number) => ({
  id,
  heading,
  factor,
  text: id,
  corrected: '',
  note: '',
  lines: [1],
});
const duties = [duty('a', 'Physical skills', 5), duty('b', 'Other', 0), duty('c', 'Physical skills', 5)];

it('gathers the duties under their headings in the document’s order', () => {
  expect(dutiesByHeading(duties).map(({ heading, duties: under }) => [heading, under.map(({ id }) => id)])).toEqual([
    ['Physical skills', ['a', 'c']],
    ['Other', ['b']],
  ]);
});

it('gives a factor only the duties that the document puts there', () => {
  expect(dutiesOfFactor(duties, 5).map(({ id }) => id)).toEqual(['a', 'c']);
  expect(dutiesOfFactor(duties, 1)).toEqual([]);
});
