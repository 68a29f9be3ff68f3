import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as engine, type BrowserContext, type Page } from '@playwright/test';
import { chromium, desktop, persian, phone } from '../support/browser.ts';
import { axe, expect, hydrated, open, test } from '../support/fixtures.ts';
import { readIn, signInWith } from '../support/people.ts';
import * as story from '../support/story.ts';

test.use({ house: 'empty', apart: 'story' });

const sara = {
  name: 'سارا', surname: 'رستمی', email: 'sara@chakavand.example', password: 'یک جملهٔ بلند و خوب', role: 'am',
};
const niloufar = {
  name: 'نیلوفر', surname: 'صدری', email: 'niloufar@chakavand.example', password: 'قلم‌موی آبی روی میز بلند', role: 'specialist',
};
const amir = {
  name: 'امیر', surname: 'سلیمی', email: 'amir@chakavand.example', password: 'تقویم دیواری کنار پنجره', role: 'pm',
};

const RED_LINE = 'تصویر گاو در هیچ طرحی نیاید';
const SIGNAL = 'شاید برای ماست یونانی هم کمپین جدا بخواهند';

interface Listed {
  rows: { id: string; state: string }[];
}

test('from set-up to read-back', { tag: '@only-desktop-fa' }, async ({ page, server, anotherPage, trouble }) => {
  test.setTimeout(240_000);
  // The network goes on purpose.
  trouble.allow(/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_NETWORK|ERR_FAILED|status of 401/);
  const reports = () => story.ask<Listed>(page.request, server.url, 'list_reports', { filter: {}, after: null });

  const client = await test.step('an agency, its head, a client and its people', async () => {
    await story.setUp(page, await server.setUpCode(), sara);
    const id = await story.addClient(page, 'لبنیات برفدشت', 'برفدشت');
    await story.addPerson(page, id, 'تهرانچی', true);
    await story.addPerson(page, id, 'نوری', false);
    return id;
  });

  const [hers, his] = await test.step('colleagues come in by their one-time address', async () => {
    const pages: Page[] = [];
    for (const colleague of [niloufar, amir]) {
      const address = await story.addColleague(page, colleague);
      const own = await anotherPage();
      await story.setPassword(own, address, colleague.password);
      if (new URL(own.url()).pathname === '/sign-in') await signInWith(own, colleague.email, colleague.password);
      pages.push(own);
    }
    await story.addToTeam(page, client, 'نیلوفر صدری', 'member');
    await story.addToTeam(page, client, 'امیر سلیمی', 'pm');
    return [pages[0]!, pages[1]!];
  });

  const profile = await mkdtemp(join(tmpdir(), 'libero-phone-'));
  let held: BrowserContext | undefined;
  const startPhone = async (): Promise<Page> => {
    held = await engine.launchPersistentContext(profile, { ...chromium.launchOptions, ...phone, ...persian, baseURL: server.url });
    trouble.watch(held);
    return held.pages()[0] ?? held.newPage();
  };

  try {
    const draft = await test.step('a report is typed on the phone without a network', async () => {
      const device = await startPhone();
      await signInWith(device, sara.email, sara.password);
      await readIn(device, 'fa');
      await open(device, '/reports/new');
      await expect(device.locator('main').getByText('برفدشت').first()).toBeVisible();
      await device.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await expect.poll(() => device.evaluate(async () => Boolean(await caches.match('/reports/new?lang=fa')))).toBe(true);

      // Cut on both ends.
      await Promise.all([page, hers, his].map((other) => other.goto('about:blank')));
      await device.context().setOffline(true);
      await server.kill();

      await device.getByRole('button', { name: 'افزودن شخص' }).click();
      await device.getByRole('checkbox', { name: /تهرانچی/ }).check();
      await device.locator('#people').getByRole('button', { name: 'تمام' }).click();
      const line = device.locator('#line');
      await device.locator('.kind-detail').click();
      await line.fill(RED_LINE);
      await line.press('Enter');
      await expect(device.locator('.note')).toHaveCount(1);
      await device.getByRole('button', { name: `ویرایش: ${RED_LINE}` }).click();
      await device.locator('#note label', { hasText: 'خط قرمز' }).click();
      await device.locator('#note').getByRole('button', { name: 'تمام' }).click();
      await device.locator('.kind-action').click();
      await line.fill('نمونهٔ چاپ تا شنبه @نیلوفر صدری');
      await expect(device.locator('.composer-guess')).toContainText('نیلوفر صدری');
      await line.press('Enter');
      await expect(device.locator('.note')).toHaveCount(2);
      await device.locator('.kind-signal').click();
      await line.fill(SIGNAL);
      await expect(device).toHaveURL(/draft=/);
      await expect(device.getByText('ذخیره شد').first()).toBeVisible();
      // What is typed is kept within a quarter of a second.
      await device.waitForTimeout(1_000);
      return new URL(device.url()).searchParams.get('draft') ?? '';
    });

    await test.step('the browser is killed, and every word is still there', async () => {
      const closed = new Promise((done) => held?.once('close', done));
      process.kill(await story.browserProcess(profile), 'SIGKILL');
      await closed;
      const device = await startPhone();
      await open(device, `/reports/new?draft=${draft}`);
      await expect(device.locator('.note').filter({ hasText: RED_LINE })).toContainText('خط قرمز');
      await expect(device.locator('.note').filter({ hasText: 'نمونهٔ چاپ' })).toContainText('نیلوفر صدری');
      // The line that was not ended yet is in the composer again, or stands as a line of its own.
      const last = async () => [await device.locator('#line').inputValue(), ...(await device.locator('.note').allInnerTexts())].join(' ');
      await expect.poll(last).toContain(SIGNAL);
      await device.getByRole('button', { name: 'پایان' }).click();
      await expect(device).toHaveURL('/outbox');
      await expect(device.getByText('گزارش جلسهٔ برفدشت')).toBeVisible();
    });

    await test.step('with the network back it arrives, exactly once', async () => {
      await server.startAgain();
      const device = held!.pages()[0]!;
      // The killed browser forgot who was signed in; the draft waits for them.
      await expect(device.getByText('نوشته‌تان محفوظ است').first()).toBeVisible({ timeout: 60_000 });
      await signInWith(device, sara.email, sara.password);
      await open(device, '/outbox');
      await expect(device.getByRole('heading', { name: 'در لیبرو ثبت شد', exact: true })).toBeVisible({ timeout: 60_000 });
      await device.reload();
      await hydrated(device);
      const { rows } = await reports();
      expect(rows).toMatchObject([{ id: draft, state: 'draft' }]);
    });

    const link = await test.step('the account manager sends it', async () => {
      await open(page, `/reports/${draft}`);
      await expect(page.locator('.entries > li')).toHaveCount(3);
      await page.keyboard.press('Control+Enter');
      const send = page.locator('dialog#send');
      await expect(send).toBeVisible();
      await expect(send.getByRole('checkbox', { name: /تهرانچی/ })).toBeChecked();
      await send.getByRole('button', { name: 'ارسال برای مشتری' }).click();
      await page.locator('.reader-row').getByRole('button', { name: 'پیام و لینک' }).click();
      const message = page.locator('dialog[open] .link-message');
      await expect(message).toContainText('/c');
      const address = /https?:\/\/[^\s\u2066-\u2069]+/.exec(await message.innerText())?.[0];
      expect(address).toBeTruthy();
      return address ?? '';
    });

    await test.step('a mere visit to the link changes nothing', async () => {
      const before = await story.ask<{ recipients: unknown[] }>(page.request, server.url, 'report_page', { id: draft });
      const visit = await fetch(link);
      await visit.text();
      const after = await story.ask<{ recipients: unknown[] }>(page.request, server.url, 'report_page', { id: draft });
      expect(after.recipients).toEqual(before.recipients);
      expect(await reports()).toMatchObject({ rows: [{ id: draft, state: 'issued' }] });
    });

    await test.step('the client answers line by line', async () => {
      const guest = await anotherPage({ ...phone });
      await open(guest, link);
      await expect(guest).toHaveURL(/\/c$/);
      await expect(guest.getByText(RED_LINE)).toBeVisible();
      await expect(guest.getByText(SIGNAL)).toHaveCount(0);
      await axe(guest);
      const confirm = guest.getByRole('button', { name: 'تأیید و ارسال' });
      await expect(confirm).toBeDisabled();
      const yes = guest.locator('label.answer.yes');
      await expect(yes).toHaveCount(2);
      await yes.nth(0).click();
      await expect(confirm).toBeDisabled();
      await yes.nth(1).click();
      await confirm.click();
      await expect(guest.getByRole('heading', { level: 1 })).toHaveText('سپاس؛ گزارش تأیید شد');
      await open(guest, '/c');
      await expect(guest.getByRole('heading', { level: 1 })).toHaveText('سپاس؛ گزارش تأیید شد');
    });

    await test.step('accepted and locked; its promise and its detail stand on the client page', async () => {
      await open(page, `/reports/${draft}`);
      await expect(page.getByText('قفل‌شده با اثر انگشت')).toBeVisible();
      await expect(page.locator('#line')).toHaveCount(0);
      await open(page, `/clients/${client}`);
      await expect(page.getByText(RED_LINE).first()).toBeVisible();
      await expect(page.getByText('نمونهٔ چاپ').first()).toBeVisible();
    });

    await test.step('the designer reads back in her own words', async () => {
      await open(hers, '/');
      await expect(hers.locator('.page-body .row', { hasText: 'بازخوانی' }).first()).toBeVisible();
      await open(hers, '/readback');
      await expect(hers.locator('.saying')).toContainText(RED_LINE);
      await hers.locator('#words').fill('در طرح‌های برفدشت فقط لیوان و چمن می‌کشم، گاو نه');
      await hers.getByRole('button', { name: /خواندم/ }).click();
      await expect(hers.getByText('همهٔ نکته‌ها بازخوانی شده')).toBeVisible();
      await open(page, `/clients/${client}/details`);
      await expect(page.locator('tr', { hasText: RED_LINE }).locator('.read-mark.read')).toHaveCount(1);
    });

    await test.step('today shows each what is left', async () => {
      await open(hers, '/');
      await expect(hers.locator('.page.today h1')).toBeVisible();
      await expect(hers.locator('.page-body .row', { hasText: 'بازخوانی' })).toHaveCount(0);
      for (const other of [page, his]) {
        await open(other, '/');
        await expect(other.locator('.page-body .row', { hasText: 'بازخوانی' }).first()).toBeVisible();
      }
    });
  } finally {
    await held?.close().catch(() => undefined);
    await rm(profile, { recursive: true, force: true });
  }
});
