import { defineConfig } from '@playwright/test';

// The journeys run against a Bandwise that is already there (BANDWISE_E2E_BASE_URL), or start
// ../bin/bandwise themselves on an empty data folder with the demo trust. Which database they run
// on is the server's matter: BANDWISE_DATABASE_URL is handed on to it, empty meaning SQLite.
const given = process.env.BANDWISE_E2E_BASE_URL;
const port = process.env.BANDWISE_E2E_PORT ?? '4174';
const baseURL = given ?? `http://127.0.0.1:${port}`;
const dataFolder = process.env.BANDWISE_E2E_DATA_DIR ?? `test-results/data-${port}`;
const database = process.env.BANDWISE_DATABASE_URL?.startsWith('postgres') ? 'postgresql' : 'sqlite';

export default defineConfig({
  testDir: 'e2e',
  // The journeys hand work from one person to the next, so they run one after the other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  // Where nobody watches, a journey has a second try, and is reported as flaky by its name if it needed it.
  retries: process.env.CI === undefined ? 0 : 1,
  // Generous, because axe looks at every page of a journey, some seconds each, and the machine may be busy besides: they end
  // what hangs, and say nothing of speed.
  timeout: 600_000,
  expect: { timeout: 30_000 },
  outputDir: `test-results/${database}`,
  reporter: [['list']],
  use: {
    baseURL,
    actionTimeout: 60_000,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1280, height: 900 },
    // A failure keeps its picture and the page's outline; a trace of every step would cost as much as the journeys.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.BANDWISE_E2E_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root, which is who runs tests in a container.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [{ name: database }],
  webServer:
    given === undefined
      ? {
          // Its log goes to a file, where it does not hide what the journeys say.
          command: `rm -rf "${dataFolder}" && mkdir -p "${dataFolder}" && exec ../bin/bandwise serve 2>"${dataFolder}.log"`,
          url: `${baseURL}/readyz`,
          timeout: 120_000,
          env: {
            BANDWISE_ADDR: `127.0.0.1:${port}`,
            BANDWISE_DATA_DIR: dataFolder,
            BANDWISE_DATABASE_URL: process.env.BANDWISE_DATABASE_URL ?? '',
            BANDWISE_DEMO: '1',
          },
        }
      : undefined,
});
