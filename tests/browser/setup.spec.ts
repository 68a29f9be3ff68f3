import { expect, language, open, test } from '../support/fixtures.ts';

test.use({ house: 'empty', apart: 'setup' });

test('a set-up with faults leads to the first of them and keeps what was typed', { tag: '@only-desktop' }, async ({ page, server, trouble }) => {
  trouble.allow(/status of (400|422)/);
  await open(page, '/setup');
  await page.locator('#code').fill(await server.setUpCode());
  await page.keyboard.press('Enter');
  // Each step has the focus as it comes.
  await expect(page.locator('#name_fa')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#open')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#name')).toBeFocused();
  await page.keyboard.type('Sara');
  await page.locator('#email').fill('sara@example.com');
  await page.locator('#password').fill('short');
  await page.locator('#again').fill('other');
  await page.locator('form button[type="submit"]').click();
  // The agency has no name yet, two steps back.
  const name = page.locator('#name_fa');
  await expect(name).toBeVisible();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  const said = await page.locator('.field-error:visible').first().innerText();
  expect(/[\u0600-\u06ff]/.test(said)).toBe(language() === 'fa');
  await name.fill('Chakavand');
  await name.press('Enter');
  await page.locator('#open').press('Enter');
  await expect(page.locator('#name')).toHaveValue('Sara');
  await expect(page.locator('#email')).toHaveValue('sara@example.com');
  await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
});
