import { describe, expect, it } from 'vitest';
import { bandFrom, grantName, invitationWords, isInForce, spanWords } from './words';

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

it.each([
  ['nobody invited the person', { invitationExpired: false }, 'Not invited yet'],
  [
    'it can still be accepted',
    { invitedAt: '2026-11-20T10:00:00Z', invitationEndsAt: '2026-11-27T10:00:00Z', invitationExpired: false },
    'Invited on 20 November 2026, not accepted yet. The link works until 27 November 2026 at 10:00',
  ],
  [
    'it is too old',
    { invitedAt: '2026-11-20T10:00:00Z', invitationEndsAt: '2026-11-27T10:00:00Z', invitationExpired: true },
    'Invited on 20 November 2026, not accepted. The link expired on 27 November 2026 at 10:00',
  ],
  [
    'it was accepted',
    { invitedAt: '2026-11-20T10:00:00Z', acceptedAt: '2026-11-21T10:00:00Z', invitationExpired: false },
    'Invited on 20 November 2026, accepted on 21 November 2026',
  ],
  ['the account came another way', { acceptedAt: '2026-11-21T10:00:00Z', invitationExpired: false }, 'Has an account since 21 November 2026'],
])('tells of an invitation when %s', (_, account, want) => {
  expect(invitationWords(account).replaceAll('\u00a0', ' ')).toBe(want);
});
