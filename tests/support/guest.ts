// The client's side of a report: the address that a colleague would have sent.

import type { Page } from '@playwright/test';
import type { Server } from './server.ts';
import { signIn } from './people.ts';
import { ask } from './story.ts';

interface Recipient {
  link: string;
  state: string;
  may_confirm: boolean;
}

/** The address of a report of the demo that still waits for its reader's answer. Signs a colleague in on `page`. */
export async function guestLink(page: Page, server: Server): Promise<string> {
  await signIn(page, server, 'leila', '/me');
  const { rows } = await ask<{ rows: { id: string; state: string }[] }>(page.request, server.url, 'list_reports', {
    filter: {},
    after: null,
  });
  for (const { id } of rows.filter(({ state }) => state === 'issued' || state === 'delivered')) {
    const { recipients } = await ask<{ recipients: Recipient[] }>(page.request, server.url, 'report_page', { id });
    const open = recipients.find(({ state, may_confirm }) => may_confirm && (state === 'made' || state === 'opened'));
    if (!open) continue;
    const { url } = await ask<{ url: string }>(page.request, server.url, 'link_text', { link: open.link });
    return url;
  }
  throw new Error('no report waits for an answer');
}
