import { describe, expect, it } from 'vitest';
import { actionWords, areaWords, changedValues } from './audit';

it('reads an action out', () => {
  expect(actionWords('portfolio.claim_approved_lower')).toBe('Claim approved lower');
  expect(actionWords('file.added')).toBe('File added');
  expect(areaWords('staff.grant_given')).toBe('People, teams and access');
  expect(areaWords('appraisal.signed')).toBe('Appraisals');
  expect(areaWords('unknown.done')).toBe('unknown');
});

describe('the changed values of an entry', () => {
  const nobody = () => undefined;

  it('leave out what stayed the same, and name what is left', () => {
    expect(
      changedValues(
        { before: { band: '3', startsOn: '2026-04-01' }, after: { band: '4', startsOn: '2026-04-01' } },
        nobody,
      ),
    ).toEqual([{ name: 'Band', before: '3', after: '4' }]);
  });

  it.each([
    ['a date', '2026-04-01', '1 April 2026'],
    ['nothing', null, ''],
    ['a choice', true, 'Yes'],
    ['several', ['a', 'b'], 'a, b'],
    ['a text that somebody wrote', { characters: 21 }, 'a text of 21 characters'],
    ['an empty text', { characters: 0 }, ''],
    ['an identifier with a name', 'id-1', 'Inpatient Coding'],
    ['an identifier without one', 'id-2', 'id-2'],
  ])('spell %s', (_, value, want) => {
    const names = (id: string) => (id === 'id-1' ? 'Inpatient Coding' : undefined);
    expect(changedValues({ before: { teamId: 'x' }, after: { teamId: value } }, names)).toEqual([
      { name: 'Team', before: 'x', after: want },
    ]);
  });
});
