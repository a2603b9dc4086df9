import { digitsOf, isDigit } from './folded';
import type { Passage } from './finder';

// Every rule of this file stands in internal/patientdata/birth.go too, with its reasons.

const nearWord = 30;
const recentYear = 2010;
const pivotYear = 30;

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const year = '([0-9]{4}|[0-9]{2})';

/** The ways of writing a date, with what their groups are: day, month, year. */
const dateForms: [form: RegExp, order: string][] = [
  [/([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})/g, 'ymd'],
  [/([0-9]{4})\/([0-9]{1,2})\/([0-9]{1,2})/g, 'ymd'],
  [/([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})/g, 'ymd'],
  [new RegExp(`([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?${year}`, 'g'), 'dmy'],
  [new RegExp(`([0-9]{1,2}) ?- ?([0-9]{1,2}) ?- ?${year}`, 'g'), 'dmy'],
  [new RegExp(`([0-9]{1,2})\\. ?([0-9]{1,2})\\. ?${year}`, 'g'), 'dmy'],
  [new RegExp(`([0-9]{1,2}) ([0-9]{1,2}) ${year}`, 'g'), 'dmy'],
  [/([0-9]{2})([0-9]{2})([0-9]{4})/g, 'dmy'],
  [new RegExp(`([0-9]{1,2})(?:st|nd|rd|th)?[ .-]*(?:of )?(${months})[ .,'-]*${year}`, 'gi'), 'dmy'],
  [new RegExp(`(${months})[ .-]*([0-9]{1,2})(?:st|nd|rd|th)?[ .,-]+([0-9]{4})`, 'gi'), 'mdy'],
];

const monthNames = 'janfebmaraprmayjunjulaugsepoctnovdec';

interface Day {
  start: number;
  end: number;
  year: number;
}

function datesOf(text: string): Day[] {
  const all: Day[] = [];
  for (const [form, order] of dateForms) {
    for (const m of text.matchAll(form)) {
      const end = m.index + m[0].length;
      if (isDigit(text[m.index - 1]) || isDigit(text[end])) continue;
      const part = (letter: string) => m[order.indexOf(letter) + 1] ?? '';
      let month = part('m');
      if (!isDigit(month[0])) month = String(monthNames.indexOf(month.slice(0, 3).toLowerCase()) / 3 + 1);
      const whole = fullYear(part('y'));
      if (isDay(part('d'), month, whole)) all.push({ start: m.index, end, year: Number(whole) });
    }
  }
  return all;
}

function fullYear(text: string): string {
  if (text.length === 4) return text;
  return `${Number(text) >= pivotYear ? '19' : '20'}${text}`;
}

/** Whether day, month and year could be somebody's day of birth. */
export function isDay(day: string, month: string, year: string): boolean {
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1];
  return days !== undefined && Number(day) >= 1 && Number(day) <= days && Number(year) >= 1900 && Number(year) < 2100;
}

const birthWord = /\b(?:d\.? ?o\.? ?b\b|d\/o\/b\b|date[ -]of[ -]birth\b|birth ?dates?\b|birthday\b|born\b)/gi;
const birthBehind = /^[ ,([-]{0,4}(?:d\.? ?o\.? ?b\b|d\/o\/b\b|date of birth\b|birth ?date\b)/i;
const apart = /[0-9]|\b(?:after|before|since|until|from|between|not|record|recorded|checked|missing)\b/i;

const name = "[A-Z][A-Za-z'-]*";
const title = '(?:Mr|Mrs|Ms|Miss|Mx|Master|Mister|Baby|Sir|Dame|Lady|MR|MRS|MS|MISS)\\.?';
const titled = new RegExp(`\\b${title} {1,2}${name}((?: {1,2}${name}){0,2})`, 'g');
const labelled = new RegExp(
  `\\b(?:[Pp]atient|PATIENT|[Pp]t|[Nn]ame|NAME)(?:'s)?(?: [Nn]ame)?[ :=]{1,3}${name}( {1,2}${name}){1,2}`,
  'g',
);
const inverted = new RegExp(`\\b(${name}), ?(${name})((?: ${name})?)`, 'g');
const notNames = new RegExp(
  `^(?:${months}|mon(?:day)?|tues?(?:day)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|on|the|in|at|by|from)$`,
  'i',
);
const nameThenDate = /^[ ,;:()[\]|\t\n-]{0,5}(?:(?:age|aged) [0-9]{1,3}[ ,;:()[-]{1,3}|[bB]\.? ?|\*)?$/;
const dateThenName = /^[ ,;:)\]|\t-]{1,4}$/;
const inACell = /[([|\t*]|[bB]\.|aged?/;

interface Person {
  start: number;
  end: number;
  /** Whether it is more than a surname with its title. */
  full: boolean;
}

function peopleOf(text: string): Person[] {
  const place = (m: RegExpMatchArray, full: boolean): Person => {
    const start = m.index ?? 0;
    return { start, end: start + m[0].length, full };
  };
  return [
    ...[...text.matchAll(titled)].map((m) => place(m, (m[1] ?? '') !== '')),
    ...[...text.matchAll(labelled)].map((m) => place(m, true)),
    ...[...text.matchAll(inverted)]
      .filter((m) => !notNames.test(m[1] ?? '') && !notNames.test(m[2] ?? ''))
      .map((m) => place(m, true)),
  ];
}

export function birthDates(text: string): Passage[] {
  const dates = datesOf(text);
  if (dates.length === 0) return [];
  const words = [...text.matchAll(birthWord)].map((m) => m.index + m[0].length);
  const people = peopleOf(text);
  const found: Passage[] = [];
  for (const day of dates) {
    if (byWord(text, day, words)) found.push({ kind: 'birth_date', start: day.start, end: day.end });
    else if (byName(text, day, people)) found.push({ kind: 'birth_date', start: day.start, end: day.end, byName: true });
  }
  return found;
}

function byWord(text: string, day: Day, words: number[]): boolean {
  const before = words.some((end) => {
    if (end > day.start || day.start - end > nearWord) return false;
    const between = text.slice(end, day.start);
    return between.split('\n').length < 3 && !apart.test(between);
  });
  return before || birthBehind.test(text.slice(day.end));
}

function byName(text: string, day: Day, people: Person[]): boolean {
  const written = text.slice(day.start, day.end);
  if (written.length === 8 && digitsOf(written) === written) return false;
  return people.some((person) => {
    let between: string | undefined;
    if (person.end <= day.start && nameThenDate.test(text.slice(person.end, day.start))) {
      between = text.slice(person.end, day.start);
    } else if (person.start >= day.end && dateThenName.test(text.slice(day.end, person.start))) {
      between = text.slice(day.end, person.start);
    }
    return between !== undefined && (day.year < recentYear || (person.full && inACell.test(between)));
  });
}
