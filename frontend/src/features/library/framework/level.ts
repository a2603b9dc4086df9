// One level of a skill, put together for reading.
import type { RequiringRole, SkillLevelPage } from '../types';

type LevelStatement = SkillLevelPage['statements'][number];

/** The statements under their aspects, both in the document's order. */
export function byAspect(statements: LevelStatement[]): { aspect: string; statements: LevelStatement[] }[] {
  const aspects = new Map<string, LevelStatement[]>();
  for (const one of statements) {
    const there = aspects.get(one.statement.aspect);
    if (there) there.push(one);
    else aspects.set(one.statement.aspect, [one]);
  }
  return [...aspects].map(([aspect, those]) => ({ aspect, statements: those }));
}

/**
 * Who asks for the whole level, once each, and who asks for single statements of it, by statement;
 * so that a role that asks for everything is not repeated under every statement.
 */
export function roleShares(statements: Pick<LevelStatement, 'statement' | 'requiredBy'>[]): {
  whole: RequiringRole[];
  single: ReadonlyMap<string, RequiringRole[]>;
} {
  const whole = new Map<string, RequiringRole>();
  const single = new Map<string, RequiringRole[]>();
  for (const { statement, requiredBy } of statements) {
    for (const role of requiredBy) if (role.wholeLevel) whole.set(`${role.roleId} ${role.importance}`, role);
    single.set(
      statement.id,
      requiredBy.filter(({ wholeLevel }) => !wholeLevel),
    );
  }
  return { whole: [...whole.values()], single };
}

interface NamedLevel {
  level: number;
  name: string;
}

/** The nearest levels below and above that have statements. */
export function neighbours(others: NamedLevel[], level: number): { previous?: NamedLevel; next?: NamedLevel } {
  const sorted = [...others].sort((a, b) => a.level - b.level);
  return {
    previous: sorted.filter((one) => one.level < level).at(-1),
    next: sorted.find((one) => one.level > level),
  };
}
