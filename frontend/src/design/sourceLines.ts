// How a place in a source document is written: "lines 12 to 14 and 20".

/** "line 30", "lines 12 to 14 and 20"; an empty string for no lines. */
export function lineWords(lines: number[]): string {
  const runs = runsOf(lines).map(([first, last]) => (first === last ? `${first}` : `${first} to ${last}`));
  if (runs.length === 0) return '';
  const noun = new Set(lines).size === 1 ? 'line' : 'lines';
  const last = runs.at(-1) ?? '';
  return `${noun} ${runs.length === 1 ? last : `${runs.slice(0, -1).join(', ')} and ${last}`}`;
}

function runsOf(lines: number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && line === run[1] + 1) run[1] = line;
    else runs.push([line, line]);
  }
  return runs;
}

/** A source document by its number: "document 002" for the file 002_f2db897adb2931ff.txt. */
export function documentName(file: string): string {
  const number = /^(\d+)_/.exec(file)?.[1];
  return number === undefined ? file : `document ${number}`;
}

/** A source document as an address carries it; the server takes an ending such as .txt for a file of its own. */
export function documentSlug(file: string): string {
  return file.replace(/\.txt$/, '');
}

/** The page that shows a source document, at a line of it. */
export function sourcePath(file: string, line?: number): string {
  return `/library/sources/${documentSlug(file)}${line === undefined ? '' : `#line-${line}`}`;
}
