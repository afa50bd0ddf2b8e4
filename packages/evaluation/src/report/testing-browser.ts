import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** For tests: where Chromium is, as `NOPROP_CHROMIUM` or Debian's package has it. */
export const chromiumPath = process.env.NOPROP_CHROMIUM ?? '/usr/bin/chromium';

/** For tests: whether there is one. */
export const hasChromium = existsSync(chromiumPath);

/** Reaches for nothing outside: no updates, no services, no profile of the user. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface View {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

/** For tests: a browser in a profile of its own. */
export interface Browser {
  /** Opens a file of the disk; `problems` gets every console message, failed request and request to elsewhere. */
  open(file: string, view: View, problems: string[]): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'noprop-browser-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath, args: FLAGS });
  return {
    open: async (file, { width, colorScheme }, problems) => {
      const page = await context.newPage();
      page.on('console', (message) => problems.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      page.on('requestfailed', (request) => problems.push(`failed: ${request.url()}`));
      page.on('request', (request) => {
        if (!/^(file:\/\/|data:)/.test(request.url())) problems.push(`request: ${request.url()}`);
      });
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      await page.goto(`file://${file}`);
      return page;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
