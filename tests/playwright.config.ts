import { defineConfig } from '@playwright/test';
import { chromium, desktop, persian, english, phone } from './support/browser.ts';

// A test runs in every project with script unless a tag says otherwise: `@only-phone`, `@only-desktop`,
// `@only-fa`, `@only-en`, `@only-desktop-fa` …, or `@only-nojs`. `@nojs` lets it run without script as well.
// So nothing is ever skipped: a skipped test counts as failed.
const others = (own: string[]) => new RegExp(`@only-(?!(${own.join('|')})(\\s|$))`);
const scripted = (size: 'desktop' | 'phone', lang: 'fa' | 'en') => ({
  name: `${size}-${lang}`,
  grepInvert: others([size, lang, `${size}-${lang}`]),
  use: { ...(size === 'phone' ? phone : desktop), ...(lang === 'fa' ? persian : english) },
});

export default defineConfig({
  testDir: 'browser',
  outputDir: 'test-results',
  // One file in one project is one worker's work, in order, on one server.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: 30 * 60_000,
  expect: { timeout: 10_000 },
  // Pictures of trees are made on purpose (`npx playwright test -u`), never by a run that lacks them.
  updateSnapshots: 'none',
  snapshotPathTemplate: '{testDir}/{testFileName}-trees/{arg}.{projectName}{ext}',
  reporter: [['list']],
  use: { ...chromium, actionTimeout: 10_000, navigationTimeout: 30_000, trace: 'off' },
  projects: [
    scripted('desktop', 'fa'),
    scripted('desktop', 'en'),
    scripted('phone', 'fa'),
    scripted('phone', 'en'),
    {
      name: 'nojs',
      grep: /@(only-)?nojs(\s|$)/,
      use: { ...desktop, ...persian, javaScriptEnabled: false },
    },
  ],
});
