import { isDigit, isLetter } from './folded';
import type { Passage } from './finder';

/** The shape of an organisation's hospital numbers, as an administrator writes it: "NM ######(@)". */
export interface HospitalPattern {
  name: string;
  shape: string;
}

// Every rule of this file stands in internal/patientdata/pattern.go too, with its reasons.

const maxPattern = 40;
const fewestDigits = 4;
const maxOptional = 3;

/** Says in a sentence why a shape cannot be used; undefined when it can. */
export function patternProblem(shape: string): string | undefined {
  const brackets = 'Close every bracket before the next one is opened, with something inside. A pattern can have at most three pairs.';
  if (shape.length > maxPattern) return 'A pattern must be 40 characters or fewer.';
  let digits = 0;
  let pairs = 0;
  let inside = 0;
  let open = false;
  for (const sign of shape) {
    if (sign === '(') {
      if (open) return brackets;
      open = true;
      inside = 0;
      pairs++;
      continue;
    }
    if (sign === ')') {
      if (!open || inside === 0) return brackets;
      open = false;
      continue;
    }
    if (!/^[A-Za-z0-9#@? \-/.]$/.test(sign)) {
      return 'Use only letters, digits, spaces and the signs # @ ? ( ) - / and . in a pattern.';
    }
    inside++;
    if (!open && /[#0-9]/.test(sign)) digits++;
  }
  if (open || pairs > maxOptional) return brackets;
  if (shape.replaceAll(' ', '') === '##########') {
    return 'Ten digits alone are the form of an NHS number, which is looked for already.';
  }
  if (digits < fewestDigits) {
    return 'A pattern needs at least four digits (#) that are always there. A shorter one would find ordinary words and codes.';
  }
  return undefined;
}

const translations: Record<string, string> = {
  '#': '[0-9]',
  '@': '[A-Za-z]',
  '?': '[A-Za-z0-9]',
  '(': '(?:',
  ')': ')?',
  ' ': '[ ./-]?',
  '.': '\\.',
  '/': '\\/',
};

const isWord = (sign: string | undefined) => isDigit(sign) || isLetter(sign);

export function hospitalNumbers(text: string, patterns: HospitalPattern[]): Passage[] {
  const found: Passage[] = [];
  for (const { name, shape } of patterns) {
    if (patternProblem(shape) !== undefined) continue;
    const source = shape.replaceAll(/^ +| +$/g, '').replaceAll(/[#@?() ./]/g, (sign) => translations[sign] ?? sign);
    const expression = new RegExp(source, 'gi');
    for (let m = expression.exec(text); m; m = expression.exec(text)) {
      const end = m.index + m[0].length;
      if (isWord(text[m.index - 1]) || isWord(text[end])) {
        expression.lastIndex = m.index + 1;
        continue;
      }
      found.push({ kind: 'hospital_number', start: m.index, end, pattern: name });
    }
  }
  return found;
}
