/** A stretch of a text, and whether the other text has it differently. */
export interface Piece {
  text: string;
  differs: boolean;
}

/** Comparing more pairs of words than this would be felt while a page opens. */
const mostPairs = 250_000;

/**
 * Two texts cut into what they share and where they differ, word by word: the printed one and the
 * corrected one. Joined, the pieces of each are the text itself.
 */
export function differences(printed: string, corrected: string): { printed: Piece[]; corrected: Piece[] } {
  const a = printed.match(/\s+|[^\s]+/g) ?? [];
  const b = corrected.match(/\s+|[^\s]+/g) ?? [];
  const start = sharedStart(a, b);
  const end = sharedStart(a.slice(start).reverse(), b.slice(start).reverse());
  const shared = commonWords(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const keep = (words: string[], inside: Set<number>) =>
    joined(words.map((text, i) => ({ text, differs: i >= start && i < words.length - end && !inside.has(i - start) })));
  return { printed: keep(a, shared.a), corrected: keep(b, shared.b) };
}

/** Texts that share less than this of the longer one are worded differently throughout; marks would only hide them. */
const leastShared = 0.4;

/** Where two texts differ; each in one piece where they have too little in common for marks to say anything. */
export function wordsApart(first: string, other: string): { first: Piece[]; other: Piece[] } {
  const pieces = differences(first, other);
  const shared = pieces.printed.reduce((sum, { text, differs }) => sum + (differs ? 0 : text.trim().length), 0);
  if (shared < leastShared * Math.max(first.length, other.length)) return { first: plain(first), other: plain(other) };
  return { first: pieces.printed, other: pieces.corrected };
}

/** A text as one piece that nothing is compared with. */
export function plain(text: string): Piece[] {
  return text === '' ? [] : [{ text, differs: false }];
}

function sharedStart(a: string[], b: string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count += 1;
  return count;
}

/** The places of the longest sequence of words that both have in the same order. */
function commonWords(a: string[], b: string[]): { a: Set<number>; b: Set<number> } {
  const shared = { a: new Set<number>(), b: new Set<number>() };
  if (a.length * b.length > mostPairs) return shared;
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      shared.a.add(i);
      shared.b.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return shared;
}

/** Neighbours of one kind as one piece; a blank between two differing words differs with them. */
function joined(words: Piece[]): Piece[] {
  const pieces: Piece[] = [];
  words.forEach((word, i) => {
    const between = word.text.trim() === '' && words[i - 1]?.differs === true && words[i + 1]?.differs === true;
    const differs = word.differs || between;
    const last = pieces.at(-1);
    if (last?.differs === differs) last.text += word.text;
    else pieces.push({ text: word.text, differs });
  });
  return pieces;
}
