import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Counts, closingLine, findClosingLines, sum } from '../shared/counts';
import { root } from '../shared/root';
import { type NodeRun, runNode } from '../shared/run-node';
import { withFolder } from '../shared/temporary';
import { type Case, cases } from './cases';

const test = suite('strict runner');

/** Runs the strict runner and removes from its output how long the files took. */
async function runStrict(folder: string, ...args: string[]): Promise<NodeRun> {
  const run = await runNode([join(root, 'tools/uvu.js'), '.', ...args], folder);
  return { ...run, stdout: run.stdout.replace(/^(\S+\.ts {2}.*?) {2}\d+\.\d s$/gm, '$1') };
}

const countsOf = ({ lines }: Case): Counts => findClosingLines(lines.join('\n'))[0] as Counts;

const unlimited = cases.filter(({ limit }) => limit === undefined);
const sections = new Map<string, string>();
let together: NodeRun | undefined;

test.before(async () => {
  // One run for all of them, so that their processes run in parallel.
  const files = Object.fromEntries(unlimited.map(({ source }, i) => [`${i + 10}.test.ts`, source]));
  together = await withFolder(files, (folder) => runStrict(folder));
  for (const section of together.stdout.split(/^(?=\d\d\.test\.ts {2})/m)) {
    const what = unlimited[Number(section.slice(0, 2)) - 10]?.what ?? '';
    sections.set(what, section.replace(/\b\d\d\.test\.ts/g, 'a.test.ts'));
  }
});

for (const { what, lines } of unlimited) {
  test(what, () => {
    const closing = what === unlimited.at(-1)?.what ? `${closingLine(sum(unlimited.map(countsOf)))}\n` : '';
    assert.is(sections.get(what), `${lines.slice(0, -1).join('\n')}\n${closing}`);
  });
}

test('exits with code 1 if any of several files fails', () =>
  assert.equal([together?.code, together?.stderr], [1, '']));

for (const { what, source, limit, lines } of cases.filter((each) => each.limit !== undefined)) {
  test(what, async () => {
    const run = await withFolder({ 'a.test.ts': source }, (folder) => runStrict(folder, '--limit', String(limit)));
    assert.equal(run, { code: 1, stdout: `${lines.join('\n')}\n`, stderr: '' });
  });
}

const [plain] = cases as readonly [Case];
const plainLines = (path: string): string => plain.lines.slice(0, -1).join('\n').replace('a.test.ts', path);

test('finds files in subfolders, counts them together, and selects them by a part of their path', async () => {
  const files = {
    'x/y/one.test.ts': plain.source,
    'two.test.ts': plain.source,
    'node_modules_/test.ts': '',
    '.x/a.test.ts': '',
  };
  await withFolder(files, async (folder) => {
    const all = await runStrict(folder);
    assert.equal([all.code, all.stderr], [0, '']);
    assert.is(all.stdout, `${plainLines('two.test.ts')}\n${plainLines('x/y/one.test.ts')}\n2 passed, 0 failed\n`);
    const some = await runStrict(folder, 'y/on');
    assert.is(some.stdout, `${plainLines('x/y/one.test.ts')}\n1 passed, 0 failed\n`);
    assert.equal(await runStrict(folder, 'three'), {
      code: 1,
      stdout: 'No *.test.ts file with "three" in its path below ".".\n0 passed, 1 failed\n',
      stderr: '',
    });
  });
});

test('runs files called *.long.test.ts only with --long, and then nothing else', async () => {
  await withFolder({ 'a.test.ts': plain.source, 'b.long.test.ts': plain.source }, async (folder) => {
    assert.is((await runStrict(folder)).stdout, `${plainLines('a.test.ts')}\n1 passed, 0 failed\n`);
    assert.is((await runStrict(folder, '--long')).stdout, `${plainLines('b.long.test.ts')}\n1 passed, 0 failed\n`);
  });
});

test('fails on a folder without test files', async () => {
  const run = await withFolder({ 'a.ts': '' }, (folder) => runStrict(folder));
  assert.equal(run, { code: 1, stdout: 'No *.test.ts file below ".".\n0 passed, 1 failed\n', stderr: '' });
});

test('refuses a command line that it does not understand with exit code 2', async () => {
  const run = await withFolder({}, (folder) => runStrict(folder, '--limit', 'soon'));
  const stderr = '--limit: expected a number of seconds above 0, got "soon".\nUse --help for the options.\n';
  assert.equal(run, { code: 2, stdout: '', stderr });
});

test.run();
