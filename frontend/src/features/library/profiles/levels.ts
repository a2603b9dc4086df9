// The 16 levels of a job, as a form holds them and as an address carries them.
import type { FieldProblem } from '@/api/problem';
import type { JobScheme } from '../types';

export const factorCount = 16;

/** One level for each factor; undefined where none is chosen yet. */
export type Levels = (number | undefined)[];

/** "2-3--4": the levels one after the other, nothing where none is chosen. */
export function levelsText(levels: Levels): string {
  return levels.map((level) => level ?? '').join('-');
}

/** Reads levels out of an address; whatever is no level of its factor counts as not chosen. */
export function levelsFrom(text: string, scheme: JobScheme): Levels {
  const parts = text.split('-');
  return Array.from({ length: factorCount }, (_, index) => {
    const level = Number(parts[index] ?? '');
    const highest = scheme.factors[index]?.points.length ?? 0;
    return Number.isInteger(level) && level >= 1 && level <= highest ? level : undefined;
  });
}

/** The levels when every factor has one. */
export function complete(levels: Levels): number[] | undefined {
  const chosen = levels.filter((level) => level !== undefined);
  return chosen.length === factorCount ? chosen : undefined;
}

/** The name under which the API speaks of a factor's level. */
export function fieldOf(factorNo: number): string {
  return `levels[${factorNo - 1}]`;
}

/** A sentence for each factor that has no level yet. */
export function missingLevels(levels: Levels, scheme: JobScheme): FieldProblem[] {
  return scheme.factors
    .filter(({ no }) => levels[no - 1] === undefined)
    .map(({ no, name }) => ({ name: fieldOf(no), message: `Choose a level for factor ${no}, ${name}` }));
}

/** The points so far: those of the factors that have a level. */
export function pointsSoFar(levels: Levels, scheme: JobScheme): number {
  return scheme.factors.reduce((sum, { no, points }) => sum + (points[(levels[no - 1] ?? 0) - 1] ?? 0), 0);
}
