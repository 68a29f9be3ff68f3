// Every page there is to look at. Later pages add a line.

import type { Page } from '@playwright/test';
import type { Who } from './people.ts';

export interface Sight {
  /** Name of its pictures. */
  name: string;
  /** Whose eyes; nobody's before sign-in. */
  as?: Who;
  /** An address, or a way to find one from a page already signed in. */
  at: string | ((page: Page) => Promise<string>);
  /** What to do before the picture is taken. */
  then?: (page: Page) => Promise<void>;
}

/** The address behind the first link on a page that looks like this. */
const linkOn = (list: string, pattern: RegExp) => async (page: Page) => {
  await page.goto(list);
  const links = await page.locator('main a[href]').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  const found = links.find((href) => pattern.test(href));
  if (!found) throw new Error(`no link like ${pattern} on ${list}`);
  return found;
};

const id = '[0-9a-f]{8}-[0-9a-f-]{27}';
const firstClient = linkOn('/clients?q=برفدشت', new RegExp(`^/clients/${id}$`));
const firstReport = linkOn('/reports', new RegExp(`^/reports/${id}$`));
const clientTab = (tab: string) => async (page: Page) => `${await firstClient(page)}/${tab}`;

export const SIGHTS: Sight[] = [
  { name: 'sign-in', at: '/sign-in' },
  { name: 'kit', as: 'leila', at: '/kit' },
  { name: 'today', as: 'leila', at: '/' },
  { name: 'clients', as: 'leila', at: '/clients' },
  { name: 'client-new', as: 'leila', at: '/clients/new' },
  { name: 'client', as: 'leila', at: firstClient },
  { name: 'client-people', as: 'leila', at: clientTab('people') },
  { name: 'client-reports', as: 'leila', at: clientTab('reports') },
  { name: 'client-details', as: 'leila', at: clientTab('details') },
  { name: 'client-promises', as: 'leila', at: clientTab('promises') },
  { name: 'client-timeline', as: 'leila', at: clientTab('timeline') },
  { name: 'reports', as: 'leila', at: '/reports' },
  {
    name: 'capture',
    as: 'leila',
    at: '/reports/new',
    // The clients come from the device, a moment later.
    then: (page) => page.locator('main .filter-chip').first().waitFor(),
  },
  { name: 'report', as: 'leila', at: firstReport },
  { name: 'readback', as: 'kian', at: '/readback' },
  { name: 'outbox', as: 'leila', at: '/outbox' },
  { name: 'me', as: 'leila', at: '/me' },
  { name: 'settings-agency', as: 'mehrdad', at: '/settings/agency' },
  { name: 'settings-users', as: 'mehrdad', at: '/settings/users' },
  { name: 'settings-labels', as: 'mehrdad', at: '/settings/labels' },
  { name: 'not-found', as: 'leila', at: '/nowhere' },
];
