import { expect, it } from 'vitest';
import { byAspect, neighbours, roleShares } from './level';
import type { RequiringRole, SkillLevelPage } from '../types';

const role = (roleId: string, wholeLevel: boolean) =>
  ({ roleId, title: roleId, band: '3', importance: 'essential', wholeLevel }) as RequiringRole;

const row = (id: string, aspect: string, requiredBy: RequiringRole[]) =>
  ({ statement: { id, aspect }, requiredBy, examples: [] }) as unknown as SkillLevelPage['statements'][number];

it('keeps the statements of an aspect together, in the order of the first', () => {
  const parts = byAspect([row('a', 'Quality', []), row('b', 'Escalation', []), row('c', 'Quality', [])]);
  expect(parts.map(({ aspect, statements }) => [aspect, statements.length])).toEqual([
    ['Quality', 2],
    ['Escalation', 1],
  ]);
});

it('names a role that asks for the whole level once, and other roles by their statement', () => {
  const { whole, single } = roleShares([
    row('a', 'Quality', [role('coder', true), role('auditor', false)]),
    row('b', 'Escalation', [role('coder', true)]),
  ]);
  expect(whole.map(({ roleId }) => roleId)).toEqual(['coder']);
  expect(single.get('a')?.map(({ roleId }) => roleId)).toEqual(['auditor']);
  expect(single.get('b')).toEqual([]);
});

it('leads to the nearest levels that have statements', () => {
  const others = [2, 5, 6].map((level) => ({ level, name: `Level ${level}` }));
  expect(neighbours(others, 3)).toEqual({ previous: others[0], next: others[1] });
  expect(neighbours(others, 6).next).toBeUndefined();
});
