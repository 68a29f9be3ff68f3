// The way from the first start to the read-back: set-up, client, a visit typed without a network in a browser that
// is killed, issue, the client's answer by link, promise and detail, the designer's own words, Today.

import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type Page, chromium as engine } from '@playwright/test';
import { chromium, phone } from '../support/browser.ts';
import { expect, hydrated, test } from '../support/fixtures.ts';

test.use({ house: 'empty' });
test.describe.configure({ timeout: 180_000 });

const PASSWORD = 'یک جملهٔ بلند و خوب';
const WISH = 'گاو را هیچ‌وقت از پشت نشان ندهید، حتی توی پس‌زمینه.';
const PROMISE = 'قیمت بیلبوردها را دوباره بگیریم';
const SIGNAL = 'شاید تا خرداد ماست یونانی داشته باشیم.';

async function go(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await hydrated(page);
}

async function setUp(page: Page, code: string): Promise<void> {
  await go(page, '/setup');
  await page.fill('#code', code);
  await page.keyboard.press('Enter');
  await page.fill('#name_fa', 'آژانس چکاوند');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'ادامه' }).click();
  await page.fill('#name', 'لیلا');
  await page.fill('#surname', 'فرهمند');
  await page.fill('#email', 'leila@example.com');
  await page.fill('#password', PASSWORD);
  await page.fill('#again', PASSWORD);
  await page.getByRole('button', { name: 'پایان راه‌اندازی' }).click();
  await page.waitForURL('**/clients/new');
  await hydrated(page);
}

async function addClient(page: Page): Promise<string> {
  await page.fill('#name', 'لبنیات برفدشت');
  await page.fill('#short', 'برفدشت');
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.waitForURL(/clients\/[0-9a-f-]{36}$/);
  return page.url().split('/').at(-1) ?? '';
}

async function addPerson(page: Page, client: string): Promise<void> {
  await go(page, `/clients/${client}/people/new`);
  await page.selectOption('#title', 'ms');
  await page.fill('#first_name', 'مریم');
  await page.fill('#surname', 'تهرانچی');
  await page.check('#may_confirm');
  await page.getByRole('button', { name: 'ذخیره' }).click();
  await page.waitForURL(/people$/);
}

/** Adds the designer, puts him on the team, and answers the address that sets his password. */
async function addDesigner(page: Page, client: string): Promise<string> {
  await go(page, '/settings/users');
  await page.getByRole('button', { name: 'همکار جدید' }).click();
  const form = page.locator('#add-user');
  await form.locator('#new-name').fill('کیان');
  await form.locator('#new-surname').fill('بهرامی');
  await form.locator('#new-email').fill('kian@example.com');
  await form.getByLabel('کارشناس').check();
  await form.getByRole('button', { name: 'ذخیره' }).click();
  const row = page.locator('.user-row', { hasText: 'کیان بهرامی' });
  await row.getByRole('button', { name: 'لینک رمز' }).click();
  const address = (await page.locator('dialog[open] .link-message').textContent()) ?? '';
  await go(page, `/clients/${client}/team`);
  await page.getByRole('button', { name: 'افزودن به تیم' }).click();
  await expect(page.getByText('کیان بهرامی').first()).toBeVisible();
  return new URL(address.trim()).pathname + new URL(address.trim()).search;
}

async function signIn(page: Page, email: string): Promise<void> {
  await go(page, '/sign-in');
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await hydrated(page);
}

async function aPhone(folder: string, url: string): Promise<BrowserContext> {
  return engine.launchPersistentContext(folder, { ...phone, ...chromium.launchOptions, baseURL: url, locale: 'fa-IR', timezoneId: 'Asia/Tehran' });
}

async function say(page: Page, kind: string, text: string): Promise<void> {
  await page.getByText(kind, { exact: true }).last().click();
  await page.locator('.dock textarea').fill(text);
  await page.keyboard.press('Enter');
  await expect(page.locator('.notes')).toContainText(text.split(' تا شنبه')[0] ?? text);
}

test('a visit typed without a network becomes a confirmed report and a detail that is read back', { tag: '@only-desktop-fa' }, async ({ page, server, anotherPage }) => {
  await setUp(page, await server.setUpCode());
  const client = await addClient(page);
  await addPerson(page, client);
  const reset = await addDesigner(page, client);

  // The phone has been on the capture page once; then the network is gone, and in the lift the browser dies.
  const folder = await mkdtemp(join(tmpdir(), 'libero-phone-'));
  let phoneContext = await aPhone(folder, server.url);
  let mobile = phoneContext.pages()[0] ?? (await phoneContext.newPage());
  await signIn(mobile, 'leila@example.com');
  await go(mobile, `/reports/new?client=${client}`);
  await mobile.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
  await expect(mobile.getByText('لبنیات برفدشت').first()).toBeVisible();
  await phoneContext.setOffline(true);
  await say(mobile, 'نکته', WISH);
  await say(mobile, 'اقدام', `${PROMISE} تا شنبه @لیلا`);
  await say(mobile, 'فرصت احتمالی', SIGNAL);
  await mobile.waitForTimeout(1_000);
  execFileSync('pkill', ['-KILL', '-f', folder]);
  await phoneContext.close().catch(() => {});

  phoneContext = await aPhone(folder, server.url);
  await phoneContext.setOffline(true);
  mobile = phoneContext.pages()[0] ?? (await phoneContext.newPage());
  await go(mobile, '/outbox');
  await mobile.locator('main a[href*="draft="]').first().click();
  await expect(mobile.locator('.notes')).toContainText(WISH);
  await expect(mobile.locator('.notes')).toContainText(SIGNAL);
  await mobile.locator('.dock-end button').last().click();
  await phoneContext.setOffline(false);
  // The browser died before it wrote its new cookie down: the session is gone, the words are not.
  await go(mobile, '/sign-in');
  await expect(mobile.locator('main')).toContainText('۱ مورد');
  await signIn(mobile, 'leila@example.com');

  // It arrives exactly once.
  await expect(async () => {
    await go(page, '/reports');
    await expect(page.locator('.rows > *')).toHaveCount(1);
  }).toPass({ timeout: 30_000 });
  await phoneContext.close();
  await rm(folder, { recursive: true, force: true });

  // Issue, with a link for the one who may confirm.
  await page.locator('.rows a').first().click();
  await hydrated(page);
  await page.getByRole('button', { name: 'ارسال برای مشتری' }).first().click();
  await page.locator('dialog#send .dialog-acts button').first().click();
  await expect(page.getByText(/۰۰۱/).first()).toBeVisible();
  await page.getByRole('button', { name: 'پیام و لینک' }).click();
  const message = (await page.locator('dialog[open] .link-message').textContent()) ?? '';
  const link = /http\S+\/c\/[\w-]{43}/.exec(message)?.[0] ?? '';
  expect(link).not.toBe('');

  // A mail scanner's visit confirms nothing; the client's own does, line by line, and sees nothing internal.
  await page.request.get(link);
  const guest = await anotherPage({ viewport: { width: 390, height: 844 }, storageState: { cookies: [], origins: [] } });
  await guest.goto(link);
  await hydrated(guest);
  expect(new URL(guest.url()).pathname).toBe('/c');
  await expect(guest.locator('main')).toContainText(WISH);
  await expect(guest.locator('main')).not.toContainText(SIGNAL);
  await expect(guest.getByRole('button', { name: 'تأیید و ارسال' })).toBeDisabled();
  for (const right of await guest.getByText('درست است', { exact: true }).all()) await right.click();
  await guest.getByRole('button', { name: 'تأیید و ارسال' }).click();
  await expect(guest.locator('h1')).toContainText('گزارش تأیید شد');
  await page.reload();
  await hydrated(page);
  await expect(page.getByText('قفل‌شده با اثر انگشت')).toBeVisible();

  // Promise and detail exist; the designer reads back in one act, a taste needing no words of his own.
  await go(page, `/clients/${client}/promises`);
  await expect(page.locator('main')).toContainText(PROMISE);
  await go(page, `/clients/${client}/details`);
  await expect(page.locator('main')).toContainText(WISH);
  const designer = await anotherPage({ storageState: { cookies: [], origins: [] } });
  await go(designer, reset);
  await designer.fill('#new', PASSWORD);
  await designer.fill('#again', PASSWORD);
  await designer.getByRole('button', { name: 'ذخیره' }).click();
  await designer.waitForURL('**/sign-in**');
  await signIn(designer, 'kian@example.com');
  await expect(designer.locator('main')).toContainText('بازخوانی');
  await go(designer, '/readback');
  await expect(designer.locator('.saying')).toContainText(WISH);
  await designer.getByRole('button', { name: 'خواندم و رعایت می‌کنم' }).click();
  await expect(designer.getByText('همهٔ نکته‌ها بازخوانی شده')).toBeVisible();
  await go(page, '/');
  await expect(page.locator('main')).toContainText('بازخوانی');
});
