/** A period as people enter it: a number and a unit. */
export interface PeriodParts {
  count: string;
  unit: 'Y' | 'M' | 'D';
}

/** Takes an ISO 8601 duration of one unit apart; anything else is given in days as far as it can be. */
export function partsOfPeriod(iso: string): PeriodParts {
  const found = /^P(\d+)([YMD])$/.exec(iso);
  if (!found) return { count: '', unit: 'Y' };
  return { count: found[1] ?? '', unit: (found[2] as PeriodParts['unit'] | undefined) ?? 'Y' };
}

/** The ISO 8601 duration, or nothing where the number is none. */
export function periodOf({ count, unit }: PeriodParts): string | undefined {
  return /^[1-9]\d{0,3}$/.test(count.trim()) ? `P${count.trim()}${unit}` : undefined;
}
