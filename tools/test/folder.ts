import { $ } from 'zx';
import { type Counts, findClosingLines } from '../shared/counts';
import { root } from '../shared/root';
import { showing } from './showing';

/** Runs the tests below a folder with the strict runner. */
export async function testFolder(folder: string, pattern = ''): Promise<Counts> {
  const run = $({ cwd: root, nothrow: true })`${process.execPath} tools/uvu.js ${folder} ${pattern}`;
  const { exitCode, stdout } = await showing(run);
  const last = findClosingLines(stdout).at(-1);
  if (last !== undefined && (exitCode === 0) === (last.failed === 0)) return last;
  console.log(`The tests in ${folder} ended with exit code ${exitCode} and without counting.`);
  return { passed: last?.passed ?? 0, failed: (last?.failed ?? 0) + 1 };
}
