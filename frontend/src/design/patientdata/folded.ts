/**
 * A text as the finder reads it: one ASCII character for each that a person sees, so that a rule is the same here and on
 * the server, whatever script, dash or space was typed. Invisible characters are left out.
 */
export interface Folded {
  text: string;
  /** Where each character begins and ends in the original. */
  from: number[];
  to: number[];
}

const digits = /^\p{Nd}$/u;
const isNumber = (code: number) => digits.test(String.fromCodePoint(code));

/** The ASCII digit of a digit of any script. Unicode keeps each script's digits together, zero first. */
function digitOf(code: number): string {
  let first = code;
  while (isNumber(first - 1)) first--;
  return String((code - first) % 10);
}

const points = new Set([0xb7, 0x2022, 0x2027, 0x2219, 0x22c5, 0x30fb]);
const apostrophes = new Set([0x2018, 0x2019, 0x2bc]);

/** The sign that stands for a character; an invisible one has none. */
function signOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if ((code >= 0x0a && code <= 0x0d) || code === 0x2028 || code === 0x2029) return '\n';
  if (code === 9 || (code >= 0x20 && code < 0x7f)) return character;
  if (code < 0x20 || /^[\p{Cf}\p{Mn}]$/u.test(character)) return '';
  if (digits.test(character)) return digitOf(code);
  if (/^\p{Zs}$/u.test(character)) return ' ';
  if (/^\p{Pd}$/u.test(character) || code === 0x2212 || code === 0xaf) return '-';
  if (apostrophes.has(code)) return "'";
  if (points.has(code)) return '.';
  const plain = character.normalize('NFKC');
  if (plain.length === 1 && plain > ' ' && plain < '\u007f') return plain;
  if (/^\p{Lu}$/u.test(character)) return 'X';
  if (/^\p{L}$/u.test(character)) return 'x';
  return '\u0001';
}

export function fold(text: string): Folded {
  const signs: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of text) {
    const sign = signOf(character);
    if (sign !== '') {
      signs.push(sign);
      from.push(at);
      to.push(at + character.length);
    }
    at += character.length;
  }
  return { text: signs.join(''), from, to };
}

export const isDigit = (sign: string | undefined) => sign !== undefined && sign >= '0' && sign <= '9';
export const isLetter = (sign: string | undefined) => sign !== undefined && /^[A-Za-z]$/.test(sign);
export const digitsOf = (text: string) => text.replaceAll(/[^0-9]/g, '');
