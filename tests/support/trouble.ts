// What a page must never do behind a test's back: errors on the console, thrown errors, breaches of its policy.

import type { BrowserContext } from '@playwright/test';

export class Trouble {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [];

  /** Watches every page of a context, also those it opens later. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      const text = message.text();
      if (message.type() === 'error' || /content security policy/i.test(text)) {
        this.seen.push(`console: ${text} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.seen.push(`thrown: ${error.error().stack ?? error.error().message}`));
  }

  /** For a test that brings trouble on purpose: a page that is not there, a network that is off. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  /** What was seen and not allowed. */
  found(): string[] {
    return this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
  }
}
