import { availableParallelism } from 'node:os';
import { $ } from 'zx';
import { type Counts, findClosingLines, sum } from '../shared/counts';
import { nxEnvironment } from '../shared/nx';
import { program, root } from '../shared/root';
import type { TestRun } from './run';
import { showing } from './showing';

/** Runs the tests of every project through Nx. Its cache depends on the engine that the tests find. */
export async function testProjects(engine: string): Promise<TestRun> {
  const env = { ...process.env, ...nxEnvironment, NOPROP_TEST_ENGINE: engine };
  const nx = $({ cwd: root, nothrow: true, env });
  const listed = await nx`${process.execPath} ${program('nx')} show projects --withTarget=test --json`;
  const projects = listed.exitCode === 0 ? (JSON.parse(listed.stdout) as readonly string[]) : [];
  // The slots limit the files at work; one project more than cores keeps every slot busy when a project ends.
  const flags = ['--outputStyle=static', `--parallel=${availableParallelism() + 1}`];
  const { exitCode, stdout } = await showing(nx`${process.execPath} ${program('nx')} run-many -t test ${flags}`);
  return { counts: review(projects.length, exitCode ?? 1, findClosingLines(stdout)), output: stdout };
}

/** Adds up the counts. A project that printed none, or a failure that none of them counted, counts as one failure. */
export function review(projects: number, exitCode: number, counts: readonly Counts[]): Counts {
  const { passed, failed } = sum(counts);
  const problems: string[] = [];
  if (projects === 0) problems.push('Nx found no project with tests.');
  if (counts.length !== projects) problems.push(`Only ${counts.length} of ${projects} projects counted their tests.`);
  if ((exitCode === 0) !== (failed === 0)) problems.push(`Nx ended with exit code ${exitCode}.`);
  for (const problem of problems) console.log(problem);
  return { passed, failed: failed + problems.length };
}
