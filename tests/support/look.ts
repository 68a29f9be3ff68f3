// Pictures of every page: two sizes, two themes, in the language of the project.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { desktop, phone } from './browser.ts';
import { type Server, hydrated, language, test } from './fixtures.ts';
import { SIGHTS, type Sight } from './pages.ts';
import { type Who, readIn, signInWith, PEOPLE } from './people.ts';
import { contactSheet, folder, pictureName, SIZES, THEMES } from './sheets.ts';

const only = process.env.LIBERO_LOOK_ONLY;
const sights = SIGHTS.filter((sight) => !only || sight.name === only);
if (sights.length === 0) throw new Error(`no page is called ${only}; pages.ts has ${SIGHTS.map((sight) => sight.name)}`);

/** Cookies of those who have signed in, so that each does so once. */
const signedIn = new Map<Who, Awaited<ReturnType<BrowserContext['storageState']>>>();

for (const sight of sights) {
  test(sight.name, async ({ browser, server, trouble }) => {
    // An error page is a sight too.
    trouble.allow(/status of 404/);
    await mkdir(folder, { recursive: true });
    const { locale, timezoneId } = test.info().project.use;
    for (const size of SIZES) {
      for (const theme of THEMES) {
        const context = await browser.newContext({
          ...(size === 'phone' ? phone : desktop),
          baseURL: server.url,
          colorScheme: theme,
          locale,
          timezoneId,
          reducedMotion: 'reduce',
          storageState: sight.as && signedIn.get(sight.as),
        });
        trouble.watch(context);
        await picture(context, server, sight, pictureName(sight.name, language(), size, theme));
        await context.close();
      }
    }
    await contactSheet(browser, sight.name);
  });
}

async function picture(context: BrowserContext, server: Server, sight: Sight, name: string): Promise<void> {
  const page = await context.newPage();
  if (sight.as && !signedIn.has(sight.as)) {
    await signInWith(page, PEOPLE[sight.as], await server.demoPassword());
    await readIn(page, language());
    signedIn.set(sight.as, await context.storageState());
  }
  await page.goto(typeof sight.at === 'string' ? sight.at : await sight.at(page));
  await hydrated(page);
  await sight.then?.(page);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(folder, name), fullPage: true, animations: 'disabled' });
}
