import base from '../playwright.config.ts';

// One browser at a time: visits are timed.
export default {
  ...base,
  testDir: '.',
  testMatch: 'visit.ts',
  workers: 1,
  reporter: 'line',
  projects: base.projects?.filter((project) => project.name === 'desktop-fa'),
};
