// One sheet a page with all its pictures side by side.

import { access, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';

export const folder = resolve(import.meta.dirname, '../../target/look');
export const SIZES = ['desktop', 'phone'] as const;
export const THEMES = ['light', 'dark'] as const;
const LANGS = ['fa', 'en'] as const;

export function pictureName(page: string, lang: string, size: string, theme: string): string {
  return `${page}.${lang}.${size}.${theme}.png`;
}

/** Lays out the pictures there are; the language that ends last makes the whole sheet. */
export async function contactSheet(browser: Browser, name: string): Promise<void> {
  const cells: string[] = [];
  for (const size of SIZES) {
    for (const lang of LANGS) {
      for (const theme of THEMES) {
        const picture = pictureName(name, lang, size, theme);
        const there = await access(join(folder, picture)).then(() => true, () => false);
        if (there) cells.push(`<figure class="${size}"><img src="${picture}" alt=""><figcaption>${picture}</figcaption></figure>`);
      }
    }
  }
  const html = join(folder, `${name}.html`);
  await writeFile(
    html,
    `<!doctype html><meta charset="utf-8"><title>${name}</title><style>
      body { margin: 16px; background: #888; font: 12px sans-serif; display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
      figure { margin: 0 } .desktop img { inline-size: 720px } .phone img { inline-size: 345px } img { display: block }
    </style>${cells.join('')}`,
  );
  const context = await browser.newContext({ viewport: { width: 1504, height: 900 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(html).href);
  await page.screenshot({ path: join(folder, `${name}.sheet.png`), fullPage: true });
  await context.close();
}
