// Dates as the API carries them, "2027-03-14", and as people read them, "14 March 2027".

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** What a person typed into the three boxes of a date, kept exactly. */
export interface DateParts {
  day: string;
  month: string;
  year: string;
}

export const noDate: DateParts = { day: '', month: '', year: '' };

const dayInMilliseconds = 86_400_000;

/** The calendar day in London at a moment, as "2027-03-14". */
export function londonDay(moment: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(moment);
}

function dayOf(iso: string): Date | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return undefined;
  // A moment with a time of day counts on the day it has in London.
  const plain = iso.length > 10 ? londonDay(new Date(iso)) : iso;
  return new Date(`${plain}T00:00:00Z`);
}

/** "14 March 2027"; an empty string for what is no date. */
export function longDate(iso: string): string {
  const day = dayOf(iso);
  if (!day || Number.isNaN(day.getTime())) return '';
  return `${day.getUTCDate()} ${months[day.getUTCMonth()] ?? ''} ${day.getUTCFullYear()}`;
}

/** "14 March 2027 at 09:05" in London's time, for the moment of an event. */
export function longMoment(iso: string): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));
  return `${longDate(iso)} at ${time}`;
}

/** "24 February 2027" for what lasts until the end of that day, given as the first moment after it. */
export function lastDay(until: string): string {
  return longDate(new Date(new Date(until).getTime() - 1).toISOString());
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/**
 * How far a day lies from today in words: "today", "in 22 days", "3 days ago"; from 60 days on in
 * whole months, from two years on in whole years.
 */
export function distance(iso: string, today: string): string {
  const day = dayOf(iso);
  const from = dayOf(today);
  if (!day || !from) return '';
  const days = Math.round((day.getTime() - from.getTime()) / dayInMilliseconds);
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  const amount = spell(from, day, Math.abs(days));
  return days > 0 ? `in ${amount}` : `${amount} ago`;
}

function spell(a: Date, b: Date, days: number): string {
  if (days < 60) return counted(days, 'day');
  const [early, late] = a < b ? [a, b] : [b, a];
  const wholeMonths =
    (late.getUTCFullYear() - early.getUTCFullYear()) * 12 +
    (late.getUTCMonth() - early.getUTCMonth()) -
    (late.getUTCDate() < early.getUTCDate() ? 1 : 0);
  if (wholeMonths < 24) return counted(wholeMonths, 'month');
  return counted(Math.floor(wholeMonths / 12), 'year');
}

/** The boxes for a stored date. */
export function partsOf(iso: string): DateParts {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  if (!match) return noDate;
  return { day: String(Number(match[3])), month: String(Number(match[2])), year: match[1] ?? '' };
}

function monthNumber(text: string): number {
  const wanted = text.trim().toLowerCase();
  if (/^\d{1,2}$/.test(wanted)) return Number(wanted);
  if (wanted.length < 3) return NaN;
  const index = months.findIndex((month) => month.toLowerCase().startsWith(wanted));
  return index < 0 ? NaN : index + 1;
}

/** The date that the boxes hold, as "2027-03-14"; undefined when they hold none that exists. */
export function isoOf(parts: DateParts): string | undefined {
  const day = /^\d{1,2}$/.test(parts.day.trim()) ? Number(parts.day) : NaN;
  const month = monthNumber(parts.month);
  const year = /^\d{4}$/.test(parts.year.trim()) ? Number(parts.year) : NaN;
  if (Number.isNaN(day) || Number.isNaN(month) || Number.isNaN(year)) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date.UTC carries 31 February over into March; such a day does not exist.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

export type DatePart = keyof DateParts;

/** What is wrong with the boxes, and which of them to mark. */
export interface DateProblem {
  message: string;
  parts: DatePart[];
}

const allParts: DatePart[] = ['day', 'month', 'year'];

/**
 * Says what is wrong with a typed date in the words of the NHS date pattern, or undefined when
 * nothing is. `what` begins the sentence: "The date of the course".
 */
export function dateProblem(
  what: string,
  parts: DateParts,
  rule: { required?: boolean; notAfter?: string } = {},
): DateProblem | undefined {
  const missing = allParts.filter((part) => parts[part].trim() === '');
  if (missing.length === 3) {
    return rule.required ? { message: `Enter ${lowerFirst(what)}`, parts: allParts } : undefined;
  }
  if (missing.length > 0) {
    return { message: `${what} must include a ${missing.join(' and a ')}`, parts: missing };
  }
  const iso = isoOf(parts);
  if (iso === undefined) {
    if (!/^\d{4}$/.test(parts.year.trim())) {
      return { message: `The year of ${lowerFirst(what)} must include 4 numbers`, parts: ['year'] };
    }
    return { message: `${what} must be a real date`, parts: allParts };
  }
  if (rule.notAfter !== undefined && iso > rule.notAfter) {
    return { message: `${what} must be today or in the past`, parts: allParts };
  }
  return undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
