import type { Page } from '@playwright/test';
import { expect, hydrated, open, test } from '../support/fixtures.ts';
import { PEOPLE, signIn } from '../support/people.ts';

// A Persian layout gives other letters, so every key is pressed by its place.
const press = async (page: Page, code: string, key: string) => {
  await page.evaluate(
    ([code, key]) => {
      const at = document.activeElement ?? document.body;
      at.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true }));
    },
    [code, key] as const,
  );
};

test('signing in needs no pointer', { tag: '@only-desktop' }, async ({ page, server }) => {
  await open(page, '/sign-in');
  await page.locator('input[name="email"]').focus();
  await page.keyboard.type(PEOPLE.amir);
  await page.keyboard.press('Tab');
  await expect(page.locator('input[name="password"]')).toBeFocused();
  await page.keyboard.type(await server.demoPassword());
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
});

test('J and K move through today, Enter acts, C begins a report', { tag: '@only-desktop' }, async ({ page, server }) => {
  await signIn(page, server, 'leila');
  const rows = page.locator('[id^="row-"]');
  const selected = page.locator('[id^="row-"].selected, [id^="row-"][aria-current="true"], [id^="row-"] [aria-current="true"]');
  await press(page, 'KeyJ', 'ت');
  await press(page, 'KeyJ', 'ت');
  await expect(selected).toHaveCount(1);
  await expect(selected).toHaveAttribute('id', 'row-1');
  await press(page, 'KeyK', 'ن');
  await expect(selected).toHaveAttribute('id', 'row-0');
  const href = await rows.first().locator('a[href]').first().getAttribute('href');
  await press(page, 'Enter', 'Enter');
  await expect(page).toHaveURL(href ?? '');
  await open(page, '/');
  await press(page, 'KeyC', 'ز');
  await expect(page).toHaveURL(/\/reports\/new/);
});

test('the composer takes a kind by its number, a line by Enter, and Ctrl Enter opens sending', { tag: '@only-desktop' }, async ({ page, server }) => {
  await signIn(page, server, 'leila');
  await open(page, await draft(page));
  await hydrated(page);
  const lines = page.locator('.entries > li');
  const before = await lines.count();
  const line = page.locator('#line');
  await line.focus();
  await page.keyboard.press('Alt+Shift+Digit2');
  await expect(page.locator('input[name="line-kind"]:checked')).toHaveValue('action');
  await page.keyboard.type('نمونهٔ چاپ');
  await page.keyboard.press('Enter');
  await expect(lines).toHaveCount(before + 1);
  await expect(line).toBeFocused();
  await expect(line).toHaveValue('');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('dialog#send')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog#send')).toBeHidden();
});

/** A draft of the demo: the first report whose page has a composer. */
async function draft(page: Page): Promise<string> {
  await open(page, '/');
  const links = await page.locator('[id^="row-"] a[href^="/reports/"]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  for (const link of new Set(links)) {
    if (link.startsWith('/reports/new')) continue;
    await open(page, link);
    if (await page.locator('#line').count()) return link;
  }
  throw new Error('no draft on today');
}
