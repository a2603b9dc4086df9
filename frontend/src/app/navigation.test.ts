import { describe, expect, it } from 'vitest';
import { firstPageFor, navigationFor } from './navigation';

const staff = ['library.read', 'progress.read', 'training.record', 'portfolio.read', 'portfolio.write'];

describe('the primary navigation', () => {
  it('shows a trainee their own pages and the library', () => {
    expect(navigationFor(staff).map(({ label }) => label)).toEqual([
      'My progress',
      'My portfolio',
      'Library',
      'Data quality',
    ]);
  });

  it('shows a manager the queues, the people and the numbers', () => {
    const manager = [...staff, 'portfolio.review', 'training.sign_off', 'workforce.read'];
    expect(navigationFor(manager).map(({ label }) => label)).toEqual([
      'My progress',
      'My portfolio',
      'Reviews',
      'Sign-offs',
      'People',
      'Organisation',
      'Library',
      'Data quality',
    ]);
  });

  it.each([
    ['somebody who keeps the rules of reviews', 'moderation.manage', true],
    ['somebody who keeps the hospital number patterns', 'patient_data.manage', true],
    ['a manager', 'workforce.read', false],
  ])('leads %s to the settings that are theirs', (_, permission, want) => {
    expect(navigationFor([...staff, permission]).some(({ href }) => href === '/settings')).toBe(want);
  });
});

describe('the first page', () => {
  it.each([
    ['a trainee', ['staff'], '/progress'],
    ['an assessor', ['staff', 'assessor'], '/reviews'],
    ['a manager who also assesses', ['staff', 'assessor', 'manager'], '/people'],
    ['a workforce lead', ['staff', 'workforce_lead'], '/organisation'],
    ['a panel member', ['staff', 'panel_member'], '/job-matches'],
    ['somebody who checks job matches', ['staff', 'consistency_checker'], '/job-matches'],
    ['an administrator', ['staff', 'administrator'], '/administration'],
  ])('of %s', (_, roles, want) => {
    expect(firstPageFor(roles)).toBe(want);
  });
});
