import { longDate } from '@/design';
import type { CodeType, Figure } from './types';

export const codeTypes: CodeType[] = [
  'primary_diagnosis',
  'secondary_diagnosis',
  'primary_procedure',
  'secondary_procedure',
];

const typeWords: Record<CodeType, string> = {
  primary_diagnosis: 'Primary diagnosis',
  secondary_diagnosis: 'Secondary diagnosis',
  primary_procedure: 'Primary procedure',
  secondary_procedure: 'Secondary procedure',
};

export function codeTypeWord(type: CodeType): string {
  return typeWords[type];
}

/** How sure the source of a fact is, in words. */
export const confidenceWords = {
  V: 'Seen in a public source',
  S: 'From a source document',
  R: 'Recalled, to be checked',
} as const;

/** A figure as people read it: "94.5 %". */
export function percent(value: number | undefined): string {
  return value === undefined ? 'Not examined' : `${value.toFixed(value % 1 === 0 ? 0 : 1)} %`;
}

/** A number with at most one decimal. */
export function plainNumber(value: number | undefined): string {
  return value === undefined ? 'None' : value.toFixed(value % 1 === 0 ? 0 : 1);
}

/** Hours as typed, such as "7.5" or "7:30"; undefined when they are no number, 0 when there are none. */
export function hoursOf(text: string): number | undefined {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return 0;
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(plain);
  if (clock) return Number(clock[1]) + Number(clock[2]) / 60;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** A whole number as typed; undefined for anything else. */
export function wholeOf(text: string): number | undefined {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : undefined;
}

/** One sentence about the figures of an audit. */
export function resultSentence(figures: Figure[]): string {
  const below = figures.filter(({ result }) => result === 'below');
  const met = figures.filter(({ result }) => result === 'meets');
  if (below.length > 0) {
    return `Below the threshold: ${below
      .map((figure) => `${codeTypeWord(figure.type).toLowerCase()} by ${plainNumber(figure.below)} points`)
      .join(', ')}.`;
  }
  return met.length > 0 ? 'Every figure that was examined meets its threshold.' : 'No threshold was chosen for that day.';
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A day with its weekday: "Monday 2 November 2026". */
export function weekdayDate(iso: string): string {
  return `${weekdays[new Date(`${iso}T00:00:00Z`).getUTCDay()] ?? ''} ${longDate(iso)}`;
}

/** A day so many days later. */
export function addDays(iso: string, days: number): string {
  const date = new Date(`${iso}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The Monday of a day's week. */
export function mondayOf(iso: string): string {
  const day = new Date(`${iso}T00:00:00Z`).getUTCDay();
  return addDays(iso, -((day + 6) % 7));
}
