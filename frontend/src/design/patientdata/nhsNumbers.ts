import { isDay } from './birthDates';
import { digitsOf, isDigit, isLetter } from './folded';
import type { Passage } from './finder';

// Every rule of this file stands in internal/patientdata/nhsnumber.go too, with its reasons.

const nhsDigits = 10;

interface Group {
  start: number;
  end: number;
}

function groupsOf(text: string): Group[] {
  return [...text.matchAll(/[0-9]+/g)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

function linked(between: string): boolean {
  // eslint-disable-next-line no-control-regex -- U+0001 stands for any sign that is none of the others
  if (!/^[ \t\n\-./\\_,:;|()[\]*~'\u0001]{1,3}$/.test(between)) return false;
  return !between.includes(', ') && !between.includes('; ') && between.split('\n').length < 3;
}

const shapes = new Set([
  '3-3-4',
  '5-5',
  '4-3-3',
  '3-4-3',
  '3-7',
  '6-4',
  '4-6',
  '2-2-2-2-2',
  '1-1-1-1-1-1-1-1-1-1',
]);

const identifiers = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

export function nhsNumbers(written: string): Passage[] {
  const text = written.replaceAll(identifiers, (id) => 'x'.repeat(id.length));
  const groups = groupsOf(text);
  const found: Passage[] = [];
  for (let i = 0; i < groups.length; i++) {
    let digits = 0;
    let j = i;
    for (; j < groups.length; j++) {
      if (j > i && !linked(between(text, groups, j))) break;
      digits += length(groups, j);
      if (digits >= nhsDigits) break;
    }
    if (digits !== nhsDigits || j >= groups.length || !isNHSNumber(text, groups, i, j)) continue;
    found.push({ kind: 'nhs_number', start: startOf(groups, i), end: endOf(groups, j) });
    i = j;
  }
  return found;
}

const startOf = (groups: Group[], i: number) => groups[i]?.start ?? 0;
const endOf = (groups: Group[], i: number) => groups[i]?.end ?? 0;
const length = (groups: Group[], i: number) => endOf(groups, i) - startOf(groups, i);
const digitsAt = (text: string, groups: Group[], i: number) => text.slice(startOf(groups, i), endOf(groups, i));
/** What stands before the group, back to the one before it. */
const between = (text: string, groups: Group[], i: number) => text.slice(endOf(groups, i - 1), startOf(groups, i));

function isNHSNumber(text: string, groups: Group[], first: number, last: number): boolean {
  const start = startOf(groups, first);
  const end = endOf(groups, last);
  const number = digitsOf(text.slice(start, end));
  return (
    checkDigitIsRight(number) &&
    standsAlone(text, start, end) &&
    isWrittenAsOne(text, groups, first, last) &&
    (!number.startsWith('0') || isDay(number.slice(0, 2), number.slice(2, 4), '2000')) &&
    !isTelephone(text, groups, first) &&
    !isSnomedCode(text, start, number)
  );
}

/** The modulus 11 rule. */
export function checkDigitIsRight(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < nhsDigits - 1; i++) sum += Number(number[i]) * (nhsDigits - i);
  const check = (11 - (sum % 11)) % 11;
  return check === Number(number[nhsDigits - 1]);
}

function standsAlone(text: string, start: number, end: number): boolean {
  let before = start;
  while (isLetter(text[before - 1])) before--;
  let after = end;
  while (isLetter(text[after])) after++;
  return (before === start || !isDigit(text[before - 1])) && (after === end || !isDigit(text[after]));
}

function isWrittenAsOne(text: string, groups: Group[], first: number, last: number): boolean {
  if (first === last) return !isDecimalFraction(text, startOf(groups, first));
  const lengths: number[] = [];
  const betweens: string[] = [];
  for (let k = first; k <= last; k++) {
    lengths.push(length(groups, k));
    if (k > first) betweens.push(between(text, groups, k));
  }
  const shape = lengths.join('-');
  if (shape === '3-3-4') return true;
  const loose = betweens.some((one) => !/^[ \-./_]*$/.test(one));
  const uniform = betweens.every((one) => one === betweens[0]);
  if (!uniform || loose || isDateFirst(text, groups, first) || isAddress(text, groups, first, last)) return false;
  return shapes.has(shape) || !hasNeighbours(text, groups, first, last);
}

function isDecimalFraction(text: string, start: number): boolean {
  return text[start - 1] === '.' && isDigit(text[start - 2]);
}

function hasNeighbours(text: string, groups: Group[], first: number, last: number): boolean {
  return (
    (first > 0 && linked(between(text, groups, first))) ||
    (last < groups.length - 1 && linked(between(text, groups, last + 1)))
  );
}

function isDateFirst(text: string, groups: Group[], first: number): boolean {
  if (first + 2 >= groups.length) return false;
  const a = digitsAt(text, groups, first);
  const b = digitsAt(text, groups, first + 1);
  const c = digitsAt(text, groups, first + 2);
  return a.length === 4 ? isDay(c, b, a) : c.length === 4 && isDay(a, b, c);
}

function isAddress(text: string, groups: Group[], first: number, last: number): boolean {
  if (last - first !== 3 || text[endOf(groups, first)] !== '.') return false;
  for (let k = first; k <= last; k++) if (length(groups, k) > 3 || Number(digitsAt(text, groups, k)) > 255) return false;
  return true;
}

const telephoneWord =
  /\b(?:tel|telephone|phone|phoned|mobile|mob|fax|call|called|ring|rang|dial|bleep|pager|extension|ext|switchboard|helpline|contact)\b[^0-9\n]{0,16}$/i;
const country = /\+([0-9]{1,3})[ .()-]{0,3}(?:0[ .()-]{0,2})?$/;

function isTelephone(text: string, groups: Group[], first: number): boolean {
  const start = startOf(groups, first);
  const before = text.slice(Math.max(0, start - 40), start);
  const code = country.exec(before);
  if (code && code[1] !== '44') return true;
  if (!'12378'.includes(text[start] ?? '')) return false;
  if (code || before.endsWith('+')) return true;
  if (first > 0 && linked(between(text, groups, first))) {
    if (['0', '44', '0044'].includes(digitsAt(text, groups, first - 1))) return true;
  }
  return telephoneWord.test(before);
}

const snomedWord = /\b(?:snomed|sctid|concept ?id)\b[^0-9\n]{0,16}$/i;

function isSnomedCode(text: string, start: number, number: string): boolean {
  return ['00', '01', '02', '10', '11', '12'].includes(number.slice(7, 9)) && snomedWord.test(text.slice(Math.max(0, start - 40), start));
}
