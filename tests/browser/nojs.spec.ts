import { expect, language, open, test } from '../support/fixtures.ts';
import { signIn } from '../support/people.ts';

// Everything here runs without script: plain forms, and what the server answers.

test('a wrong password is answered on the page it leads back to', { tag: '@only-nojs' }, async ({ page, trouble }) => {
  trouble.allow(/status of (400|401|422)/);
  await open(page, '/sign-in');
  await page.locator('input[name="email"]').fill('nobody@chakavand.example');
  await page.locator('input[name="password"]').fill('wrong words altogether');
  await page.locator('form.sign-form button[type="submit"]').click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('.banner').first()).toContainText(/[\u0600-\u06ff]/);
});

test('a client is made by a plain form, and a fault is told', { tag: '@only-nojs' }, async ({ page, server, trouble }) => {
  trouble.allow(/status of (400|422)/);
  await signIn(page, server, 'leila', '/clients/new');
  await page.locator('#name').fill('آب‌میوهٔ نوبر');
  await page.locator('#cadence_days').fill('زیاد');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/clients\/new/);
  await expect(page.locator('#cadence_days')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#name').fill('آب‌میوهٔ نوبر');
  await page.locator('#cadence_days').fill('');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/clients\/[0-9a-f-]{36}$/);
  await expect(page.locator('h1')).toContainText('نوبر');
});

test('clients are found by a plain form', { tag: '@only-nojs' }, async ({ page, server }) => {
  await signIn(page, server, 'leila', '/clients');
  const search = page.locator('main input[type="search"], main input[name="q"], main input[name="search"]').first();
  await search.fill('برفدشت');
  await search.press('Enter');
  await expect(page).toHaveURL(/\/clients\?/);
  await expect(page.locator('main').getByText('برفدشت').first()).toBeVisible();
  await expect(page.locator('main').getByText('راهوار')).toHaveCount(0);
  expect(language()).toBe('fa');
});
