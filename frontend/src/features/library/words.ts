import type { Choice } from '@/design';
import type { Role, RoleFamily, Statement } from './types';

/** "Band 3", "Bands 8a-c"; "Band unknown" where nobody knows. */
export function bandName(band: string): string {
  if (band === '') return 'Band unknown';
  return band.includes('-') ? `Bands ${band}` : `Band ${band}`;
}

/** "166 to 183"; one number where both ends are the same. */
export function rangeWords(min: number, max: number): string {
  return min === max ? `${min}` : `${min} to ${max}`;
}

/** "1 statement", "3 statements". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A statement in short: "ANCC 2, Escalation". */
export function statementName({ code, level, aspect }: Pick<Statement, 'code' | 'level' | 'aspect'>): string {
  return `${code} ${level}, ${aspect}`;
}

const periodUnits: Record<string, string> = { Y: 'year', M: 'month', W: 'week', D: 'day' };

/** An ISO 8601 period of days and longer in words: "3 months", "1 year and 6 months". */
export function periodWords(period: string): string {
  const parts = [...period.matchAll(/(\d+)([YMWD])/g)].map(([, count, unit]) =>
    counted(Number(count), periodUnits[unit ?? ''] ?? ''),
  );
  return parts.length === 0 ? period : parts.join(' and ');
}

/** A text with a capital at its beginning. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const presences: Record<Role['hazards'][number]['present'], string> = {
  yes: 'Yes',
  no: 'No',
  not_stated: 'Not stated',
};

export function presenceWord(present: Role['hazards'][number]['present']): string {
  return presences[present];
}

const frequencies: Record<Role['hazards'][number]['frequency'], string> = {
  rare: 'Rare',
  occasional: 'Occasional',
  moderate: 'Moderate',
  frequent: 'Frequent',
  not_stated: 'Not stated',
};

export function frequencyWord(frequency: Role['hazards'][number]['frequency']): string {
  return frequencies[frequency];
}

const bands = ['2', '3', '4', '5', '6', '7', '8a', '8b', '8c', '8d', '9'];

export const bandChoices: Choice[] = [
  { value: '', label: 'All bands' },
  ...bands.map((band) => ({ value: band, label: `Band ${band}` })),
];

export const levelChoices: Choice[] = [
  { value: '', label: 'All levels' },
  ...[1, 2, 3, 4, 5, 6, 7].map((level) => ({ value: `${level}`, label: `Level ${level}` })),
];

/** The library's own crumb, above every page of it. */
export const libraryCrumb = { label: 'Library', href: '/library' };

const families: Record<RoleFamily, string> = {
  coding: 'Clinical coding',
  records: 'Health records',
  patient_services: 'Patient services',
  security: 'Information security',
  other: 'Other work',
};

export function familyName(family: RoleFamily): string {
  return families[family];
}

export const familyChoices: Choice[] = Object.entries(families).map(([value, label]) => ({ value, label }));
