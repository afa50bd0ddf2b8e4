import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { $ } from 'zx';
import { findClosingLines } from '../shared/counts';
import { root } from '../shared/root';
import type { TestRun } from './run';
import { showing } from './showing';

/** Runs the tests of one project, or of those files whose path contains the pattern, without Nx and its cache. */
export async function testFolder(pattern = '', long = false): Promise<readonly TestRun[]> {
  const project = [join('packages', pattern), join('examples', pattern), pattern].find(
    (folder) => pattern !== '' && existsSync(join(root, folder)),
  );
  const args = [project ?? '.', ...(project === undefined ? [pattern] : []), ...(long ? ['--long'] : [])];
  const run = $({ cwd: root, nothrow: true })`${process.execPath} tools/uvu.js ${args}`;
  const { exitCode, stdout } = await showing(run);
  const last = findClosingLines(stdout).at(-1);
  if (last !== undefined && (exitCode === 0) === (last.failed === 0)) return [{ counts: last, output: stdout }];
  console.log(`The test run ended with exit code ${exitCode} without counting its tests.`);
  return [{ counts: { passed: last?.passed ?? 0, failed: (last?.failed ?? 0) + 1 }, output: stdout }];
}
