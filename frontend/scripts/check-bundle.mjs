// Fails the build when the script that a first visit loads outgrows its budget.
// Counted: the entry, what it imports, the NHS behaviour that every page starts,
// and the largest of the pages; all as the server sends them, gzip-compressed. What a page fetches once it stands, such as
// the library that draws its charts, comes after the first visit and is told beside it.
import { readFileSync, statSync } from 'node:fs';

const budgetInBytes = 250_000;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) closure(next, seen);
  return seen;
}

function compressedSize(keys) {
  let total = 0;
  for (const key of keys) {
    const { file } = manifest[key];
    if (file.endsWith('.js')) total += statSync(new URL(`${file}.gz`, dist)).size;
  }
  return total;
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const first = closure(entry);
const behaviour = Object.keys(manifest).find((key) => key.includes('nhsuk-frontend'));
if (behaviour) closure(behaviour, first);

const fetched = [...new Set(Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry))]
  .map((key) => {
    const own = [...closure(key)].filter((part) => !first.has(part));
    return { key, size: compressedSize(own) };
  })
  .sort((a, b) => b.size - a.size);

const isPage = ({ key }) => key.startsWith('src/features/');
const pages = fetched.filter(isPage);
const later = fetched.find((part) => !isPage(part));

const start = compressedSize(first);
const largest = pages[0] ?? { key: 'none', size: 0 };
const total = start + largest.size;
console.log(`Script of a first visit: ${kilobytes(total)} compressed of ${kilobytes(budgetInBytes)} allowed`);
console.log(`  start ${kilobytes(start)}, largest page ${kilobytes(largest.size)} (${largest.key})`);
if (later) console.log(`  fetched later, where a page needs it: at most ${kilobytes(later.size)} (${later.key})`);
if (total > budgetInBytes) {
  console.error('The first visit loads more script than the budget allows.');
  process.exit(1);
}
