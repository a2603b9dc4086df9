// Measures the finished program as a browser meets it: what Lighthouse says of the four main pages, and how long
// the timeline of one's own progress takes over the network of a slow trust laptop, with nothing kept from before.
// `make bench-browser` builds the program and says where it, the browser and Lighthouse are.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';

const { BANDWISE_PROGRAM: program, BANDWISE_E2E_CHROMIUM: browserPath, BANDWISE_LIGHTHOUSE: lighthousePath } = process.env;
if (!program || !browserPath || !lighthousePath) {
  console.error('BANDWISE_PROGRAM, BANDWISE_E2E_CHROMIUM and BANDWISE_LIGHTHOUSE must say where they are; make bench-browser does.');
  process.exit(2);
}

const least = 95;
const mostSeconds = 3;
const pages = [
  { name: 'my progress', who: 'trainee@demo.example', path: '/progress' },
  { name: 'my portfolio', who: 'trainee@demo.example', path: '/portfolio' },
  { name: 'the team', who: 'manager@demo.example', path: '/people' },
  { name: 'the organisation', who: 'lead@demo.example', path: '/organisation' },
];
// 1.6 Mbit/s with 150 ms there and back, and a processor that is four times as slow.
const slowLaptop = { downloadThroughput: 200_000, uploadThroughput: 94_000, latency: 150, processor: 4 };

const free = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function ready(base, ended) {
  for (let tries = 0; tries < 1200; tries++) {
    if (ended()) throw new Error('The program stopped before it was ready.');
    const answer = await fetch(`${base}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The program was not ready within two minutes.');
}

async function signIn(base, email) {
  const answer = await fetch(`${base}/api/v1/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password: 'Bandwise-demo-1' }),
  });
  if (!answer.ok) throw new Error(`${email} could not sign in: ${answer.status}`);
  const [name, value] = answer.headers.getSetCookie()[0].split(';')[0].split('=');
  return { name, value };
}

/** The scores of a page for somebody who is signed in, on a desktop. */
async function scores({ default: lighthouse, desktopConfig }, port, address, cookie) {
  const result = await lighthouse(
    address,
    { port, output: 'json', logLevel: 'error', onlyCategories: ['performance', 'accessibility'], extraHeaders: { Cookie: `${cookie.name}=${cookie.value}` } },
    desktopConfig,
  );
  const { categories, finalDisplayedUrl, audits } = result.lhr;
  if (!finalDisplayedUrl.startsWith(address)) throw new Error(`${address} led to ${finalDisplayedUrl}`);
  return {
    performance: Math.round(categories.performance.score * 100),
    accessibility: Math.round(categories.accessibility.score * 100),
    paint: audits['largest-contentful-paint'].displayValue,
    blocked: audits['total-blocking-time'].displayValue,
  };
}

/** Seconds until the timeline stands, on a browser that was never here. */
async function timeline(browser, base, cookie) {
  const context = await browser.newContext();
  await context.addCookies([{ ...cookie, url: base }]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { offline: false, ...slowLaptop, processor: undefined });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowLaptop.processor });
  const begin = performance.now();
  await page.goto(`${base}/progress`, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: 'Your road' }).waitFor({ timeout: 60_000 });
  const seconds = (performance.now() - begin) / 1000;
  await context.close();
  return seconds;
}

const folder = mkdtempSync(join(tmpdir(), 'bandwise-browser-'));
const base = `http://127.0.0.1:${await free()}`;
const server = spawn(program, ['serve', '-addr', new URL(base).host], {
  env: { ...process.env, BANDWISE_DATA_DIR: folder, BANDWISE_DATABASE_URL: '', BANDWISE_DEMO: '1' },
  stdio: 'ignore',
});
let failed = false;
let browser;
try {
  await ready(base, () => server.exitCode !== null);
  const port = await free();
  browser = await chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', `--remote-debugging-port=${port}`] });
  const lighthouse = await import(pathToFileURL(lighthousePath).href);
  console.log('| page | performance | accessibility | largest paint | blocked | goal |\n| --- | ---: | ---: | ---: | ---: | ---: |');
  for (const { name, who, path } of pages) {
    const s = await scores(lighthouse, port, base + path, await signIn(base, who));
    failed ||= s.performance < least || s.accessibility < least;
    console.log(`| ${name} | ${s.performance} | ${s.accessibility} | ${s.paint} | ${s.blocked} | ${least} |`);
  }
  const seconds = await timeline(browser, base, await signIn(base, pages[0].who));
  failed ||= seconds > mostSeconds;
  console.log(`\nThe timeline over the network of a slow laptop: ${seconds.toFixed(1)} s (goal ${mostSeconds} s)`);
} finally {
  await browser?.close();
  server.kill('SIGTERM');
  await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
