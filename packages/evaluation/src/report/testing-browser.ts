import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Requirement, removeFolder } from '@noprop/core/testing';
import { chromium, type Page } from 'playwright-core';

/**
 * For tests: the Chromium of the machine, as `NOPROP_CHROMIUM` or the PATH has it. Linux x64 needs none: there
 * `npm ci` installs one, and `NOPROP_CHROMIUM` alone replaces it.
 */
function findChromium(): string | undefined {
  if (process.env.NOPROP_CHROMIUM) return process.env.NOPROP_CHROMIUM;
  if (hasShipped) return undefined;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
}

const hasShipped = process.platform === 'linux' && process.arch === 'x64';

/** For tests: a browser to look at reports with. */
export const browserRequirement: Requirement = {
  isMet: hasShipped || findChromium() !== undefined,
  needs: 'Chromium',
  command: 'NOPROP_CHROMIUM=/path/to/chromium npm test -- browser',
};

/** No updates, no services, nothing outside the page. */
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

/** For tests: a browser with its own profile. */
export interface Browser {
  /** Opens a file from disk; `problems` receives console messages, failed requests and requests to other places. */
  open(file: string, view: View, problems: string[]): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-browser-'));
  const { executablePath, env } = await prepareChromium(folder);
  const options = { executablePath, args: FLAGS, env: { ...process.env, ...env } as Record<string, string> };
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), options);
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
      await removeFolder(folder);
    },
  };
}

interface Program {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Unpacks the shipped Chromium into the folder, with the libraries and fonts that a bare machine lacks. */
async function prepareChromium(folder: string): Promise<Program> {
  const own = findChromium();
  if (own !== undefined) return { executablePath: own, env: {} };
  const before = { ...process.env };
  // The package reads these variables: where to unpack, and to unpack its libraries, too.
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: shipped } = await import('@sparticuz/chromium');
    const executablePath = await shipped.executablePath();
    // The package's own configuration looks for its fonts in /tmp.
    const fonts = join(folder, 'fonts.conf');
    const directories = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'font-cache')}</cachedir>`;
    writeFileSync(fonts, `<?xml version="1.0"?>\n<fontconfig>${directories}</fontconfig>\n`);
    return { executablePath, env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: fonts } };
  } finally {
    process.env = before;
  }
}
