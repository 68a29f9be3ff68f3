// Steps of the first whole way, from an empty house on.

import { readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { expect, hydrated, open } from './fixtures.ts';

export interface Colleague {
  name: string;
  surname: string;
  email: string;
  password: string;
  /** Code of the role in the agency. */
  role: string;
}

/** Goes through the set-up in Persian; ends on the form of the first client. */
export async function setUp(page: Page, code: string, head: Colleague): Promise<void> {
  await open(page, '/setup');
  await page.locator('#code').fill(code);
  await page.keyboard.press('Enter');
  await page.locator('#name_fa').fill('آژانس چکاوند');
  await page.keyboard.press('Enter');
  await expect(page.locator('.week-day')).toHaveCount(7);
  await page.getByRole('button', { name: 'ادامه' }).click();
  await page.locator('#name').fill(head.name);
  await page.locator('#surname').fill(head.surname);
  await page.locator('#email').fill(head.email);
  await page.locator('#password').fill(head.password);
  await page.locator('#again').fill(head.password);
  await page.getByRole('button', { name: 'پایان راه‌اندازی' }).click();
  await page.waitForURL('**/clients/new');
}

/** Adds a client by its form and gives back its id. */
export async function addClient(page: Page, name: string, short: string): Promise<string> {
  await open(page, '/clients/new');
  await page.locator('#name').fill(name);
  await page.locator('#short').fill(short);
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.waitForURL(/\/clients\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
}

export async function addPerson(page: Page, client: string, surname: string, confirms: boolean): Promise<void> {
  await open(page, `/clients/${client}/people/new`);
  await page.locator('#surname').fill(surname);
  await page.locator('#title').selectOption('ms');
  if (confirms) await page.locator('#may_confirm').check();
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.waitForURL(`**/clients/${client}/people`);
  await expect(page.getByText(surname).first()).toBeVisible();
}

/** Adds a colleague and gives back the one-time address that sets a password. */
export async function addColleague(page: Page, colleague: Colleague): Promise<string> {
  await open(page, '/settings/users');
  await page.getByRole('button', { name: 'همکار جدید' }).click();
  const form = page.locator('#add-user');
  await form.locator('input[name="fields[name]"]').fill(colleague.name);
  await form.locator('input[name="fields[surname]"]').fill(colleague.surname);
  await form.locator('input[name="fields[email]"]').fill(colleague.email);
  await form.locator(`input[value="${colleague.role}"]`).check();
  await form.locator('button[type="submit"]').click();
  const row = page.locator('.user-row', { hasText: colleague.email });
  await expect(row).toBeVisible();
  await row.getByRole('button', { name: 'لینک رمز' }).click();
  const address = page.locator('dialog[open] .link-message');
  await expect(address).toContainText('/reset');
  return (await address.innerText()).trim();
}

/** Sets a password by a one-time address, as another person in another browser. */
export async function setPassword(page: Page, address: string, password: string): Promise<void> {
  await open(page, address);
  await page.locator('#new').fill(password);
  await page.locator('#again').fill(password);
  await page.locator('form.sign-form button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/reset');
}

export async function addToTeam(page: Page, client: string, name: string, position: string): Promise<void> {
  await open(page, `/clients/${client}/team`);
  const user = await page.locator('#user option', { hasText: name }).getAttribute('value');
  await page.locator('#user').selectOption(user);
  await page.locator('#position').selectOption(position);
  await page.getByRole('button', { name: 'افزودن به تیم' }).click();
  await expect(page.locator('.member-row', { hasText: name })).toBeVisible();
  await hydrated(page);
}

/** Asks a server function that takes JSON. */
export async function ask<T>(request: APIRequestContext, origin: string, name: string, data: unknown): Promise<T> {
  const answer = await request.post(`${origin}/api/fn/v1/${name}`, {
    data,
    headers: { origin, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()) as T;
}

/** The process of the browser that holds this profile: Chromium writes it into the profile's lock. */
export async function browserProcess(profile: string): Promise<number> {
  const lock = await readlink(join(profile, 'SingletonLock'));
  const pid = Number(lock.split('-').at(-1));
  if (!Number.isInteger(pid) || pid <= 1) throw new Error(`no process in ${lock}`);
  return pid;
}
