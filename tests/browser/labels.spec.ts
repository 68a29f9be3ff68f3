import { expect, language, open, test } from '../support/fixtures.ts';
import { signIn } from '../support/people.ts';

// A renamed word would change what other files look for.
test.use({ apart: 'labels' });

test('the agency’s own words stand in the menu and over pages, as text', async ({ page, server, trouble }) => {
  trouble.allow(/status of 422/);
  const lang = language();
  const word = lang === 'fa' ? 'کلاینت‌ها' : 'Accounts <b>';
  await signIn(page, server, 'mehrdad', '/settings/labels');

  await page.locator(`#am-${lang}`).fill('x'.repeat(41));
  await page.locator(`#clients-${lang}`).fill(word);
  const save = page.locator('main form button[type="submit"]');
  await save.click();
  await expect(page.locator(`#am-${lang}`)).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator(`#clients-${lang}`), 'what was typed is there').toHaveValue(word);

  await page.locator(`#am-${lang}`).fill('');
  await save.click();
  await expect(page.locator('a[href="/clients"]:visible').first()).toContainText(word);
  await open(page, '/clients');
  await expect(page.locator('h1')).toContainText(word);

  await open(page, '/settings/labels');
  await page.locator(`#clients-${lang}`).fill('');
  await save.click();
  await expect(page.locator('a[href="/clients"]:visible').first()).not.toContainText(word);
});
