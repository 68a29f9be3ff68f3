// The people of the demo story, and how they come in.

import type { BrowserContext, Page } from '@playwright/test';
import { language, open } from './fixtures.ts';
import type { Server } from './server.ts';

/** Sign-in names of the demo's people. */
export const PEOPLE = {
  /** Account manager; owns Barfdasht, Sayesar, Noazar, Rahvar. */
  leila: 'leila.farahmand@chakavand.example',
  /** Account manager; covers for Leila. */
  parisa: 'parisa.kavian@chakavand.example',
  /** Project manager. */
  amir: 'amir.salimi@chakavand.example',
  /** Copy writer. */
  niloufar: 'niloufar.sadri@chakavand.example',
  /** Designer; has details to read back. */
  kian: 'kian.bahrami@chakavand.example',
  /** Head of the agency. */
  mehrdad: 'mehrdad.azarang@chakavand.example',
} as const;

export type Who = keyof typeof PEOPLE;

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Cookies of those who have come in, by server and person: hashing a password is slow on purpose. */
const cookies = new Map<string, Cookies>();

/** Comes in, the first time by the sign-in page, and reads in the project's language. */
export async function signIn(page: Page, server: Server, who: Who, next = '/'): Promise<void> {
  const key = `${server.url} ${who}`;
  const known = cookies.get(key);
  if (known) {
    await page.context().addCookies(known);
  } else {
    await signInWith(page, PEOPLE[who], await server.demoPassword());
    await readIn(page, language());
    cookies.set(key, await page.context().cookies());
  }
  await open(page, next);
}

/** Fills in and sends the sign-in page; ends on the page it leads to. */
export async function signInWith(page: Page, email: string, password: string): Promise<void> {
  await open(page, '/sign-in');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form.sign-form button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Sets a person's language and what goes with it, as the page of own settings does. */
export async function readIn(page: Page, lang: 'fa' | 'en'): Promise<void> {
  const form = {
    lang,
    calendar: 'jalali',
    digits: lang === 'fa' ? 'persian' : 'latin',
    theme: 'auto',
    shortcuts: 'true',
  };
  const origin = new URL(page.url()).origin;
  const answer = await page.request.post(`${origin}/api/fn/v1/set_preferences`, {
    form,
    headers: { origin, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
  });
  if (!answer.ok()) throw new Error(`set_preferences answered ${answer.status()}: ${await answer.text()}`);
}
