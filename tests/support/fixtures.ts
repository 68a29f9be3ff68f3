// The start of every browser test: a server of the worker's own, pages that are watched, and a few helpers that
// know the interface so that tests can speak of the trade.

import AxeBuilder from '@axe-core/playwright';
import { type BrowserContextOptions, type Page, expect, test as base } from '@playwright/test';
import { type House, Server } from './server.ts';
import { Trouble } from './trouble.ts';

export { expect, Server };

interface PerTest {
  /** What pages did wrong; a test fails if anything is left at its end. */
  trouble: Trouble;
  /** A page in a browser context of its own, watched like the first: a second person, a second device. */
  anotherPage: (options?: BrowserContextOptions) => Promise<Page>;
}

interface PerWorker {
  house: House;
  apart: string;
  server: Server;
}

export const test = base.extend<PerTest, PerWorker>({
  /** `test.use({ house: 'empty' })` at the top of a file gives it a server without people. */
  house: ['demo', { scope: 'worker', option: true }],

  /** `test.use({ apart: 'trees' })` gives a file a server that no other file has changed. */
  apart: ['', { scope: 'worker', option: true }],

  server: [
    async ({ house }, use) => {
      const server = await Server.start(house);
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 90_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  trouble: [
    async ({ context, server }, use, info) => {
      const trouble = new Trouble();
      trouble.watch(context);
      const before = server.lines.length;
      await use(trouble);
      if (info.status !== 'passed') {
        await info.attach('server', { body: server.lines.slice(before).join('\n'), contentType: 'text/plain' });
      }
      expect(trouble.found(), 'nothing on the console, nothing thrown, no breach of policy').toEqual([]);
    },
    { auto: true },
  ],

  anotherPage: async ({ browser, trouble, contextOptions, baseURL, locale, timezoneId, viewport }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = [];
    await use(async (options = {}) => {
      const same = { ...contextOptions, baseURL, locale, timezoneId, viewport };
      const context = await browser.newContext({ ...same, ...options });
      contexts.push(context);
      trouble.watch(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

/** Waits until the page's program runs. Without script there is nothing to wait for. */
export async function hydrated(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return;
  await expect(page.locator('body[data-hydrated="1"]')).toBeAttached({ timeout: 30_000 });
}

/** Goes to a page and waits until it works. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

/** The language this project reads. */
export function language(): 'fa' | 'en' {
  return test.info().project.use.locale?.startsWith('en') ? 'en' : 'fa';
}

/** Fails on any breach of WCAG 2.2 AA that axe can see, in the page or a part of it; or of the named rules alone. */
export async function axe(page: Page, within?: string, rules?: string[]): Promise<void> {
  const builder = new AxeBuilder({ page });
  if (rules) builder.withRules(rules);
  else builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  if (within) builder.include(within);
  // Colours on their way from one theme to the other are nobody's fault.
  await page.evaluate(async () => {
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map((one) => one.finished));
  });
  const { violations } = await builder.analyze();
  const told = violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.join(' ')) }));
  expect(told, 'accessible').toEqual([]);
}

/** Ends the worker's server as a power cut would. */
export async function killServer(server: Server): Promise<void> {
  await server.kill();
}

/** Starts it again on the same data and address. */
export async function restartServer(server: Server): Promise<void> {
  await server.startAgain();
}
