import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requiring } from '@noprop/core/testing';
import { reportFiles } from '@noprop/store';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measuredReport, runReport, sweepReport } from './assemble';
import { runOf, sweepOf, trialOf, viewOf } from './fixture';
import { type Browser, browserRequirement, openBrowser, type View } from './testing-browser';

const test = suite('reports in a browser');
const browserTest = requiring(test, browserRequirement);

const HOSTILE = `<img src=x onerror=alert(1)>"'\u202e${'long-'.repeat(40)}`;
const VIEWS: readonly View[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 375, colorScheme: 'light' },
  { width: 375, colorScheme: 'dark' },
];
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let folder = '';
let browser: Browser | undefined;

test.before(async () => {
  if (!browserRequirement.isMet) return;
  folder = mkdtempSync(join(tmpdir(), 'noprop-report-'));
  const { trials } = sweepOf();
  const failed = trialOf(HOSTILE, 3, {
    status: 'failed',
    reason: `${HOSTILE}\nsecond line`,
    command: `run ${HOSTILE}`,
  });
  const sweep = sweepOf({ name: HOSTILE, trials: [...trials, failed] });
  const changes = { warnings: [HOSTILE], view: viewOf(), classNames: [HOSTILE, 'dog'] };
  const run = runOf('table-1-mnist-noprop-dt-one-hot', 1, [0.97, 0.98], changes);
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write(reportFiles.report, await sweepReport(sweep));
  write(reportFiles.measured, await measuredReport(sweep));
  write('run.html', await runReport(run, { command: `npx noprop run ${HOSTILE}` }));
  browser = await openBrowser();
});

test.after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page, looks at it, and closes it; nothing may have been said or asked for meanwhile. */
async function look<T>(name: string, view: View, at: (page: Page) => Promise<T>): Promise<T> {
  const problems: string[] = [];
  const page = await (browser as Browser).open(join(folder, name), view, problems);
  try {
    const seen = await at(page);
    assert.equal(problems, [], `${name} at ${view.width} px, ${view.colorScheme}`);
    return seen;
  } finally {
    await page.close();
  }
}

for (const [name, least] of [
  [reportFiles.report, 3],
  [reportFiles.measured, 1],
  ['run.html', 1],
] as const) {
  browserTest(`${name}: nothing fails, every figure has a size, the page never scrolls sideways`, async () => {
    for (const view of VIEWS)
      await look(name, view, async (page) => {
        assert.is(await page.evaluate('document.documentElement.scrollWidth'), view.width, `${view.width} px`);
        const figures = await page.locator('figure svg[role="img"]').all();
        assert.ok(figures.length >= least, `${figures.length} figures`);
        for (const figure of figures) {
          const { width = 0, height = 0 } = (await figure.boundingBox()) ?? {};
          assert.ok((await figure.isVisible()) && width > 200 && height > 50, `a figure of ${width} x ${height}`);
        }
        assert.is(await page.locator('main img, main script').count(), 0, 'a hostile name became an element');
      });
  });

  browserTest(`${name}: axe finds nothing serious, in light and dark`, async () => {
    for (const view of [VIEWS[0], VIEWS[3]] as const)
      await look(name, view as View, async (page) => {
        await page.evaluate(axe);
        const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResult;
        const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        assert.equal(
          serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          [],
        );
        assert.ok(passes.length > 15, `${passes.length} rules were looked at`);
      });
  });

  browserTest(`${name}: the keyboard reaches every link and every region that scrolls`, async () => {
    await look(name, VIEWS[2] as View, async (page) => {
      const wanted = (await page.evaluate(
        `[...document.querySelectorAll('a[href], [tabindex="0"]')].map((element, i) => (element.dataset.stop = i))`,
      )) as readonly number[];
      const reached: string[] = [];
      for (let i = 0; i < wanted.length; i++) {
        await page.keyboard.press('Tab');
        reached.push((await page.evaluate('document.activeElement.dataset.stop ?? "none"')) as string);
      }
      assert.equal(reached, wanted.map(String));
      const unreachable = await page.evaluate(
        `[...document.querySelectorAll('*')].filter((element) => element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX) && element.tabIndex !== 0).length`,
      );
      assert.is(unreachable, 0);
    });
    await look(name, VIEWS[0] as View, async (page) => {
      await page.keyboard.press('Tab');
      assert.ok(await page.locator('.skip').isVisible());
      await page.keyboard.press('Enter');
      assert.is(await page.evaluate('document.activeElement.id'), 'main');
    });
  });

  browserTest(`${name}: prints`, async () => {
    await look(name, VIEWS[1] as View, async (page) => {
      const pdf = await page.pdf({ format: 'A4' });
      assert.is(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
      assert.ok(pdf.length > 10_000, `${pdf.length} bytes`);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      assert.is(await page.evaluate('getComputedStyle(document.body).backgroundColor'), 'rgb(255, 255, 255)');
      assert.not(await page.locator('nav').isVisible());
    });
  });
}

browserTest('report and measured figures lead to each other', async () => {
  await look(reportFiles.report, VIEWS[0] as View, async (page) => {
    await page.locator('footer a').first().click();
    assert.match(page.url(), new RegExp(`/${reportFiles.measured}$`));
    await page.locator('footer a').first().click();
    assert.match(page.url(), new RegExp(`/${reportFiles.report}$`));
  });
});

test.run();

interface AxeResult {
  readonly violations: readonly { id: string; impact: string | null; nodes: readonly { html: string }[] }[];
  readonly passes: readonly unknown[];
}
