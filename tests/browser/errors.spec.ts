import { expect, language, open, test } from '../support/fixtures.ts';
import { signIn } from '../support/people.ts';

// A refusal is answered where it was typed, in the reader's language, and takes nothing away.
const PERSIAN = /[\u0600-\u06ff]/;

const told = (text: string) => {
  expect(text.trim(), 'a sentence').not.toBe('');
  expect(PERSIAN.test(text), `in the reader’s language: ${text}`).toBe(language() === 'fa');
};

test.beforeEach(({ trouble }) => {
  // A refusal is an answer of its own status, which the browser tells the console.
  trouble.allow(/status of (400|401|403|404|409|422|429)/);
});

test('a wrong password leaves the address where it is', async ({ page }) => {
  await open(page, '/sign-in');
  await page.locator('input[name="email"]').fill('nobody@chakavand.example');
  await page.locator('input[name="password"]').fill('wrong words altogether');
  await page.locator('form.sign-form button[type="submit"]').click();
  const banner = page.locator('form.sign-form .banner');
  await expect(banner).toBeVisible();
  told(await banner.innerText());
  await expect(page.locator('input[name="email"]')).toHaveValue('nobody@chakavand.example');
});

test('a client without a name is refused at the name', { tag: '@only-desktop' }, async ({ page, server }) => {
  await signIn(page, server, 'leila', '/clients/new');
  await page.locator('#market').fill('fruit juice');
  await page.locator('#cadence_days').fill('many');
  await page.locator('main form button[type="submit"]').last().click();
  const field = page.locator('#name');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  told(await errorOf(page, '#name'));
  told(await errorOf(page, '#cadence_days'));
  await expect(page.locator('#market')).toHaveValue('fruit juice');
  await expect(page.locator('#cadence_days')).toHaveValue('many');
});

test('a person’s wrong mobile number is refused at the number', { tag: '@only-desktop' }, async ({ page, server }) => {
  await signIn(page, server, 'leila', '/clients');
  const client = await page.locator('main a[href^="/clients/"]').evaluateAll((links) =>
    links.map((link) => link.getAttribute('href') ?? '').find((href) => /^\/clients\/[0-9a-f-]{36}$/.test(href)),
  );
  await open(page, `${client}/people/new`);
  await page.locator('#surname').fill('Moradi');
  await page.locator('#mobile').fill('12');
  await page.locator('#email').fill('not an address');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page.locator('#mobile')).toHaveAttribute('aria-invalid', 'true');
  told(await errorOf(page, '#mobile'));
  told(await errorOf(page, '#email'));
  await expect(page.locator('#surname')).toHaveValue('Moradi');
  await expect(page.locator('#mobile')).toHaveValue('12');
  await expect(page.locator('#email')).toHaveValue('not an address');
});

test('an id that nobody has is a page that is not there', { tag: '@only-desktop' }, async ({ page, server }) => {
  await signIn(page, server, 'leila', '/me');
  const nobody = '01900000-0000-7000-8000-000000000000';
  for (const path of [`/clients/${nobody}`, `/clients/${nobody}/people`, `/reports/${nobody}`, '/clients/rubbish']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    told(await page.locator('h1').innerText());
  }
});

/** What a field says is wrong with it. */
async function errorOf(page: import('@playwright/test').Page, field: string): Promise<string> {
  const ids = (await page.locator(field).getAttribute('aria-describedby')) ?? '';
  const texts = await Promise.all(
    ids.split(/\s+/).filter(Boolean).map((id) => page.locator(`[id="${id}"].field-error, [id="${id}"] .field-error`).allInnerTexts()),
  );
  return texts.flat().join(' ');
}
