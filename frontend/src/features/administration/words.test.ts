import { describe, expect, it } from 'vitest';
import { bandFrom, grantName, isInForce, spanWords } from './words';

describe('a role of access on 22 November 2026', () => {
  it.each([
    ['without an end', {}, true],
    ['on its last day', { endsOn: '2026-11-22' }, true],
    ['after its last day', { endsOn: '2026-11-21' }, false],
    ['taken away before its last day', { endsOn: '2027-01-01', endedAt: '2026-11-01T10:00:00Z' }, false],
  ])('is in force or not: %s', (_, grant, want) => {
    expect(isInForce(grant, '2026-11-22')).toBe(want);
  });
});

it('names a manager with the team, others without', () => {
  expect(grantName({ role: 'manager', team: { id: '1', name: 'Inpatient Coding' } })).toBe(
    'Manager of Inpatient Coding',
  );
  expect(grantName({ role: 'workforce_lead' })).toBe('Workforce lead');
});

it('spells a span with or without its end', () => {
  expect(spanWords('2026-04-01', undefined)).toBe('since 1 April 2026');
  expect(spanWords('2026-04-01', '2026-05-03')).toBe('from 1 April 2026 to 3 May 2026');
});

it('takes only the bands that there are', () => {
  expect(bandFrom('8a')).toBe('8a');
  expect(bandFrom('8')).toBeUndefined();
});
