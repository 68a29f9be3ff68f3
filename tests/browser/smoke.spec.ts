import { axe, expect, hydrated, killServer, language, open, restartServer, test } from '../support/fixtures.ts';
import { signIn } from '../support/people.ts';

test('the sign-in page speaks the reader’s language in its direction', { tag: '@nojs' }, async ({ page }) => {
  await open(page, '/sign-in');
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', language());
  await expect(html).toHaveAttribute('dir', language() === 'fa' ? 'rtl' : 'ltr');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('the sign-in page is accessible in light and dark', async ({ page }) => {
  await open(page, '/sign-in');
  await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await axe(page);
});

test('a colleague signs in and sees today', { tag: '@nojs' }, async ({ page, server }) => {
  await signIn(page, server, 'leila');
  await expect(page).toHaveURL('/');
  await expect(page.locator('html')).toHaveAttribute('lang', language());
  await expect(page.locator('main h1')).toBeVisible();
});

test('an address that is not there says so and leads on', async ({ page, server, trouble }) => {
  trouble.allow(/status of 404/);
  await signIn(page, server, 'leila');
  const answer = await page.goto('/nowhere');
  expect(answer?.status()).toBe(404);
  await hydrated(page);
  await expect(page.locator('main')).toBeVisible();
});

test('after a power cut people are still signed in', { tag: '@only-desktop-fa' }, async ({ page, server, trouble }) => {
  // The page's live connection breaks off, which the browser tells the console.
  trouble.allow(/fetching the script|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
  await signIn(page, server, 'leila');
  await killServer(server);
  await restartServer(server);
  await open(page, '/clients');
  await expect(page).toHaveURL('/clients');
});
