// The client's side of a report: the address that a colleague would have sent.

import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import type { Server } from './server.ts';
import { signIn } from './people.ts';
import { ask } from './story.ts';

interface Body {
  topics: { id: string }[];
  entries: { id: string; kind: string; topic: string | null; line: number | null }[];
}

interface Shown {
  body: Body;
  confirmers: string[];
  recipients: { link: string }[];
}

/** Sends a report that is like one the client has accepted, and gives back its address for the one who confirms.
 * Signs a colleague in on `page`. */
export async function guestLink(page: Page, server: Server): Promise<string> {
  await signIn(page, server, 'leila', '/me');
  const call = <T>(name: string, data: unknown) => ask<T>(page.request, server.url, name, data);
  const { rows } = await call<{ rows: { id: string; state: string }[] }>('list_reports', {
    filter: { state: 'accepted' },
    after: null,
  });
  let like: Shown | undefined;
  for (const { id } of rows) {
    like = await call<Shown>('report_page', { id });
    if (like.body.entries.filter(({ kind }) => ['decision', 'action', 'detail'].includes(kind)).length > 1) break;
  }
  if (!like) throw new Error('no report is accepted');
  const id = randomUUID();
  const { version } = await call<{ version: number }>('save_report', {
    command: { id: randomUUID(), body: { id, version: 0, body: anew(like.body) } },
  });
  const origin = server.url;
  const sent = await page.request.post(`${origin}/api/fn/v1/issue_report`, {
    form: { command: randomUUID(), id, version, 'recipients[0]': like.confirmers[0] ?? '' },
    headers: { origin, 'sec-fetch-site': 'same-origin', accept: 'application/json' },
  });
  expect(sent.status(), await sent.text()).toBe(200);
  const { recipients } = await call<Shown>('report_page', { id });
  const { url } = await call<{ url: string }>('link_text', { link: recipients[0]?.link });
  return url;
}

/** The same words under ids of their own. */
function anew(body: Body): Body {
  const topics = new Map(body.topics.map(({ id }) => [id, randomUUID()]));
  return {
    ...body,
    topics: body.topics.map((topic) => ({ ...topic, id: topics.get(topic.id) ?? topic.id })),
    entries: body.entries.map((entry) => ({
      ...entry,
      id: randomUUID(),
      topic: entry.topic && (topics.get(entry.topic) ?? null),
      line: null,
    })),
  };
}
