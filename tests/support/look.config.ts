import { defineConfig } from '@playwright/test';
import { chromium, english, persian } from './browser.ts';

// A language is one worker's work on one server, since it is the reader's own setting there.
export default defineConfig({
  testDir: '.',
  testMatch: 'look.ts',
  outputDir: '../test-results/look',
  workers: 2,
  timeout: 120_000,
  forbidOnly: true,
  reporter: [['line']],
  use: { ...chromium },
  projects: [
    { name: 'fa', use: { ...persian } },
    { name: 'en', use: { ...english } },
  ],
});
