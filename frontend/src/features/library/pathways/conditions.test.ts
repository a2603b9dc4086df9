import { expect, it } from 'vitest';
import type { MoveCondition } from '../types';
import { newPart, partOf, problemsOf, toCondition } from './conditions';

const tree: MoveCondition = {
  kind: 'all',
  of: [
    { kind: 'milestone', key: 'ccsc' },
    { kind: 'any', of: [{ kind: 'accreditation', key: 'acc' }, { kind: 'months', months: 24 }] },
    { kind: 'agreement', text: 'the line manager', roleId: undefined },
    { kind: 'requirements' },
  ],
};

it('sends back what it was given', () => {
  expect(toCondition(partOf(tree))).toEqual(tree);
});

it('puts a condition that stands alone into a group, so that others can join it', () => {
  expect(toCondition(partOf({ kind: 'requirements' }))).toEqual({ kind: 'all', of: [{ kind: 'requirements' }] });
  expect(toCondition(partOf(undefined))).toEqual({ kind: 'all', of: [] });
});

it('sends only what a kind uses', () => {
  expect(toCondition({ ...newPart('milestone'), key: 'ccsc', months: '12', text: 'left over' })).toEqual({ kind: 'milestone', key: 'ccsc' });
});

it('names the field of what is missing as the server does', () => {
  const group = newPart('all', [newPart('requirements'), newPart('any', [newPart(), { ...newPart('months'), months: 'two' }])]);
  expect(problemsOf(group, 'condition').map(({ name }) => name)).toEqual(['condition.of[1].of[0].kind', 'condition.of[1].of[1].months']);
  expect(problemsOf(newPart('all'), 'condition')).toEqual([]);
});
