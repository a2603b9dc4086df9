/** A line of a document with its number, counted from 1. */
export interface NumberedLine {
  no: number;
  text: string;
}

/** The line that an address points to: 12 for "#line-12"; undefined when it points to none. */
export function lineOf(hash: string): number | undefined {
  const no = /^#line-(\d+)$/.exec(hash)?.[1];
  return no === undefined ? undefined : Number(no);
}

/** The lines in which every word of a search occurs; all of them for an empty search. */
export function matchingLines(lines: string[], search: string): NumberedLine[] {
  const wanted = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return lines
    .map((text, index) => ({ no: index + 1, text }))
    .filter(({ text }) => wanted.every((word) => text.toLowerCase().includes(word)));
}
