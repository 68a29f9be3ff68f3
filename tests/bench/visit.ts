// A first and a second visit of the finished program by a browser, beside a static page of the same size.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Page, test } from '@playwright/test';

type Visit = { readable_ms: number; usable_ms: number; bytes: number; requests: number };

async function visit(page: Page, url: string, usable: string): Promise<Visit> {
  let bytes = 0;
  let requests = 0;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  cdp.on('Network.responseReceived', () => { requests += 1; });
  cdp.on('Network.loadingFinished', (event) => { bytes += event.encodedDataLength; });
  const begun = Date.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(usable, { state: 'attached' });
  const usable_ms = Date.now() - begun;
  await page.waitForLoadState('networkidle');
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  return { readable_ms: Math.round(paint), usable_ms, bytes, requests };
}

test('visits', async ({ browser }) => {
  test.setTimeout(120_000);
  const url = process.env.LIBERO_URL ?? '';
  const middle = (visits: Visit[], of: keyof Visit) => visits.map((one) => one[of]).sort((a, b) => a - b)[visits.length >> 1];
  const cold: Visit[] = [];
  const warm: Visit[] = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext();
    const page = await context.newPage();
    cold.push(await visit(page, `${url}/setup`, 'body[data-hydrated="1"]'));
    warm.push(await visit(page, `${url}/setup`, 'body[data-hydrated="1"]'));
    await context.close();
  }
  const size = middle(cold, 'bytes');
  const text = `<!doctype html><meta charset="utf-8"><title>floor</title><body><p>${'سلام '.repeat(Math.ceil(size / 9))}</p>`;
  const still = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(text);
  });
  await new Promise<void>((ready) => { still.listen(0, '127.0.0.1', ready); });
  const floor: Visit[] = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext();
    floor.push(await visit(await context.newPage(), `http://127.0.0.1:${(still.address() as AddressInfo).port}/`, 'p'));
    await context.close();
  }
  still.close();
  const summary = (visits: Visit[]) => ({
    readable_ms: middle(visits, 'readable_ms'),
    usable_ms: middle(visits, 'usable_ms'),
    bytes: middle(visits, 'bytes'),
    requests: middle(visits, 'requests'),
  });
  console.table({ cold: summary(cold), warm: summary(warm), 'static page of the same size': summary(floor) });
  console.log(JSON.stringify({ cold: summary(cold), warm: summary(warm), floor: summary(floor) }));
});
