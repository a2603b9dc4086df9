import { describe, expect, it } from 'vitest';
import type { Requirement } from './types';
import { countWords, groupsOf, lineName, partName, partOf, stateOf, stepPath, within } from './words';

function line(part: Partial<Requirement>): Requirement {
  return {
    id: 'one',
    kind: 'statement',
    title: 'Escalation',
    text: '',
    importance: 'essential',
    state: 'missing',
    because: '',
    next: { text: 'Claim it.', about: 'new_claim' },
    actions: [],
    statementId: 's1',
    code: 'ANCC',
    skill: 'Coding',
    level: 3,
    ...part,
  };
}

describe('a page narrowed to a part of the framework', () => {
  const lines = [line({ aspect: 'Escalation' }), line({ id: 'two', level: 2, aspect: 'Audit' }), line({ id: 'three', kind: 'criterion', code: undefined })];

  it('takes the part out of the address', () => {
    const part = partOf(new URLSearchParams('role=r1&code=ANCC&level=3'));
    expect(partName(part)).toBe('ANCC, level 3');
    expect(within(lines, part).map(({ id }) => id)).toEqual(['one']);
  });

  it('narrows to an aspect, whatever its level', () => {
    const part = partOf(new URLSearchParams('code=ANCC&aspect=Audit'));
    expect(partName(part)).toBe('ANCC, Audit');
    expect(within(lines, part).map(({ id }) => id)).toEqual(['two']);
  });

  it('shows everything when nothing is named', () => {
    expect(partName(partOf(new URLSearchParams('role=r1')))).toBe('');
    expect(within(lines, {})).toHaveLength(3);
  });
});

describe('the words of a gap', () => {
  it('counts what is essential apart from what is desirable', () => {
    const counts = { essentialMet: 1, essentialRequired: 3, desirableMet: 0, desirableRequired: 2 };
    expect(countWords(counts)).toBe('1 of 3 essential, 0 of 2 desirable');
    expect(countWords({ ...counts, desirableRequired: 0 })).toBe('1 of 3 essential');
    expect(countWords({ ...counts, essentialRequired: 0 })).toBe('0 of 2 desirable');
  });

  it('names a statement with its skill and level', () => {
    expect(lineName(line({}))).toBe('ANCC 3, Escalation');
    expect(lineName(line({ kind: 'milestone', title: 'Standards course' }))).toBe('Standards course');
  });

  it('tells an approval that is to be confirmed from a claim that waits', () => {
    expect(stateOf(line({ state: 'claimed' }))).toBe('claimed');
    expect(stateOf(line({ state: 'claimed', toBeConfirmed: true }))).toBe('to_be_confirmed');
  });

  it('groups by kind, and statements by skill and level, and loses none', () => {
    const lines = [
      line({ id: 'a' }),
      line({ id: 'b' }),
      line({ id: 'c', level: 4 }),
      line({ id: 'd', importance: 'desirable' }),
      line({ id: 'e', kind: 'criterion' }),
    ];
    const groups = groupsOf(lines, 'essential');
    expect(groups.map(({ skill, lines: of }) => [skill, of.map(({ id }) => id)])).toEqual([
      ['Coding (ANCC), level 3', ['a', 'b']],
      ['Coding (ANCC), level 4', ['c']],
      ['', ['e']],
    ]);
    expect(groupsOf(lines, 'desirable')).toHaveLength(1);
  });

  it('leads to where the step is done', () => {
    const own = { own: true, portfolioPath: '/portfolio', progressPath: '/progress' };
    const other = { own: false, portfolioPath: '/people/p/portfolio', progressPath: '/people/p' };
    expect(stepPath(line({}), own)).toBe('/portfolio/claims/new?statement=s1');
    expect(stepPath(line({}), other)).toBe('/library/statements/s1');
    const claimed = line({ claimId: 'c1', next: { text: '', about: 'claim' } });
    expect(stepPath(claimed, own)).toBe('/portfolio/claims/c1');
    const milestone = line({ kind: 'milestone', key: 'ccsc', next: { text: '', about: 'milestone' } });
    expect(stepPath(milestone, other)).toBe('/people/p/milestones/ccsc');
    expect(stepPath(line({ next: { text: '', about: 'nothing' } }), own)).toBe('');
  });
});
