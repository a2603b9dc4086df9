// Writes what the server sends to browsers that take gzip, which is all of them, beside each file of the build.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const compressible = new Set(['.css', '.html', '.js', '.mjs', '.svg']);

for (const file of readdirSync(dist, { recursive: true })) {
  if (!compressible.has(extname(file))) continue;
  writeFileSync(new URL(`${file}.gz`, dist), gzipSync(readFileSync(new URL(file, dist)), { level: 9 }));
}
