import { expect, it } from 'vitest';
import { figureFrom, figurePath, figures, rolesBehind } from './kpis';
import type { KpiRole } from './types';

function role(name: string, band: string, changes: Partial<KpiRole> = {}): KpiRole {
  return {
    role: { id: name, name },
    band,
    bandStatus: band === '' ? 'unknown' : 'stated',
    holders: 1,
    reviewed12Months: false,
    reviewed3Years: false,
    bandBefore: '',
    change: 'not_reviewed',
    because: '',
    ...changes,
  };
}

const roles = [
  role('a', '3', { reviewed12Months: true, reviewed3Years: true, change: 'up' }),
  role('b', '3', { reviewed3Years: true, change: 'no_comparison' }),
  role('c', ''),
];

it.each([
  ['inUse', '', ['a', 'b', 'c']],
  ['inUse', '3', ['a', 'b']],
  ['inUse', 'unknown', ['c']],
  ['reviewed12Months', '', ['a']],
  ['reviewed3Years', '3', ['a', 'b']],
  ['up', '', ['a']],
  ['down', '', []],
  ['noComparison', '', ['b']],
] as const)('opens the roles that %s counts in band “%s”', (figure, band, want) => {
  expect(rolesBehind(roles, figure, band).map(({ role: { name } }) => name)).toEqual(want);
});

it('leads to a page for every figure, and reads it back', () => {
  for (const figure of figures) {
    expect(figureFrom(new URL(figurePath(figure, '3'), 'http://x').searchParams.get('figure') ?? '')).toBe(figure);
  }
  expect(figurePath('up', '')).toBe('/job-matches/figures/roles?figure=up&band=unknown');
  expect(figurePath('up')).toBe('/job-matches/figures/roles?figure=up');
  expect(figureFrom('nonsense')).toBe('inUse');
});
