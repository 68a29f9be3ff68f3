import { axe, expect, open, test } from '../support/fixtures.ts';
import { guestLink } from '../support/guest.ts';

test.use({ apart: 'guest' });

test('the client’s page is in bounds and accessible, and its lines come in order under Tab', async ({ page, server, anotherPage }) => {
  const guest = await anotherPage();
  await open(guest, await guestLink(page, server));
  await expect(guest).toHaveURL(/\/c$/);
  await expect(guest.locator('h1')).toHaveCount(1);
  expect(await guest.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  await axe(guest);
  await guest.emulateMedia({ colorScheme: 'dark' });
  await axe(guest);

  // One stop for each pair of answers, from the first line to the last, then the way on.
  const names = await guest.locator('.guest-line input[type="radio"]').evaluateAll((all) => [
    ...new Set(all.map((one) => (one as HTMLInputElement).name)),
  ]);
  expect(names.length).toBeGreaterThan(0);
  const stops: string[] = [];
  for (let count = 0; count < names.length * 3 + 6; count += 1) {
    await guest.keyboard.press('Tab');
    const name = await guest.evaluate(() => (document.activeElement instanceof HTMLInputElement ? document.activeElement.name : ''));
    if (name && !stops.includes(name)) stops.push(name);
  }
  expect(stops).toEqual(names);
});

test('without script the client answers by a plain form', { tag: '@only-nojs' }, async ({ page, server, anotherPage, trouble }) => {
  trouble.allow(/status of (400|422)/);
  const guest = await anotherPage({ javaScriptEnabled: false });
  await guest.goto(await guestLink(page, server));
  const send = guest.getByRole('button', { name: 'تأیید و ارسال' });
  const yes = guest.locator('label.answer.yes');
  const count = await yes.count();
  expect(count).toBeGreaterThan(0);

  // Nothing answered yet: each line says so.
  await send.click();
  await expect(guest.locator('.field-error, .banner').first()).toContainText(/[\u0600-\u06ff]/);

  for (let at = 0; at < count; at += 1) await yes.nth(at).click();
  await send.click();
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('سپاس');
});
