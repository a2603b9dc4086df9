import type { Choice } from '@/design';
import type { Statement } from '../types';
import { statementName } from '../words';

/** The statements in which each word of a search occurs; all of them for an empty search. */
export function matching(statements: Statement[], search: string): Statement[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  return statements.filter(({ code, level, skill, aspect, text }) => {
    const whole = `${code} ${level} ${skill} ${aspect} ${text}`.toLowerCase();
    return words.every((word) => whole.includes(word));
  });
}

/** What is offered: the chosen ones first, so that a search never hides them, then as many found ones as there is room for. */
export function offer(statements: Statement[], found: Statement[], chosen: string[], room: number): Choice[] {
  const first = statements.filter(({ id }) => chosen.includes(id));
  const others = found.filter(({ id }) => !chosen.includes(id)).slice(0, room);
  return [...first, ...others].map((statement) => ({
    value: statement.id,
    label: statementName(statement),
    hint: statement.text,
  }));
}

export const periodUnits: Choice[] = [
  { value: 'M', label: 'months' },
  { value: 'Y', label: 'years' },
];

/** The ISO period of a number and a unit; nothing when it is no whole number above 0. */
export function periodFrom(count: string, unit: string): string | undefined {
  return /^[1-9]\d{0,2}$/.test(count.trim()) ? `P${count.trim()}${unit}` : undefined;
}

/** The number and the unit of a period as it is kept: P3Y is 3 and Y. */
export function periodParts(period: string): { count: string; unit: string } {
  const found = /^P(\d+)([YM])$/.exec(period);
  return { count: found?.[1] ?? '', unit: found?.[2] ?? 'Y' };
}
