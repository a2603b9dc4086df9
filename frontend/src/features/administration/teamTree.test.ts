import { expect, it } from 'vitest';
import { branchOf, placed, teamChoices } from './teamTree';
import type { Team } from './types';

const team = (id: string, depth: number, parentId?: string): Team => ({
  id,
  name: id.toUpperCase(),
  depth,
  parentId,
  people: 2,
  version: 1,
});
const teams = [team('a', 0), team('b', 1, 'a'), team('c', 2, 'b'), team('d', 1, 'a'), team('e', 0)];

it('gives each team those above it, topmost first', () => {
  expect(placed(teams).map(({ above }) => above)).toEqual([[], ['A'], ['A', 'B'], ['A'], []]);
});

it('counts the people of a team with those of the teams below it', () => {
  expect(placed(teams).map(({ peopleInBranch }) => peopleInBranch)).toEqual([8, 4, 2, 2, 2]);
});

it('reaches everything below a team, at any depth', () => {
  expect([...branchOf(teams, 'a')]).toEqual(['a', 'b', 'c', 'd']);
  expect([...branchOf(teams, 'e')]).toEqual(['e']);
});

it('leaves out of the choices where a team cannot be moved to', () => {
  expect(teamChoices(teams, branchOf(teams, 'b')).map(({ value }) => value)).toEqual(['a', 'd', 'e']);
  expect(teamChoices(teams)[2]?.label).toBe('\u2003\u2003C');
});
