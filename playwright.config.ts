import { defineConfig } from 'playwright/test';

// The global setup starts the app and says where it answers; the processes that run the tests read this file again.
const { E2E_URL, CHROMIUM_PATH, CI } = process.env;

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  globalSetup: './tests/e2e/setup/global-setup.ts',
  outputDir: 'test-results/e2e',
  // All tests share one app and its demo, so they go one after the other, and none gets a second chance.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    baseURL: E2E_URL,
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH || undefined,
      args: ['--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
