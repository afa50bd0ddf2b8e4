import { availableParallelism } from 'node:os';
import { $ } from 'zx';
import { type Counts, findClosingLines, sum } from '../shared/counts';
import { nxEnvironment } from '../shared/nx';
import { program, root } from '../shared/root';
import { showing } from './showing';

/** Runs the tests of every package through Nx. The engine they find is part of what its cache goes by. */
export async function testProjects(engine: string): Promise<Counts> {
  const env = { ...process.env, ...nxEnvironment, NOPROP_TEST_ENGINE: engine };
  const nx = $({ cwd: root, nothrow: true, env });
  const listed = await nx`${process.execPath} ${program('nx')} show projects --withTarget=test --json`;
  const projects = listed.exitCode === 0 ? (JSON.parse(listed.stdout) as readonly string[]) : [];
  const flags = ['--outputStyle=static', `--parallel=${availableParallelism()}`];
  const { exitCode, stdout } = await showing(nx`${process.execPath} ${program('nx')} run-many -t test ${flags}`);
  return review(projects.length, exitCode ?? 1, findClosingLines(stdout));
}

/** Adds up; a package that has not counted, or a failure that no package has counted, counts as one more. */
export function review(projects: number, exitCode: number, counts: readonly Counts[]): Counts {
  const { passed, failed } = sum(counts);
  const problems: string[] = [];
  if (projects === 0) problems.push('Nx knows no package with tests.');
  if (counts.length !== projects) problems.push(`Of ${projects} packages ${counts.length} have counted their tests.`);
  if ((exitCode === 0) !== (failed === 0)) problems.push(`Nx ended with exit code ${exitCode}.`);
  for (const problem of problems) console.log(problem);
  return { passed, failed: failed + problems.length };
}
