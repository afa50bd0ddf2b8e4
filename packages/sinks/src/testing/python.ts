import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import type { Test } from 'uvu';

/**
 * A test that needs Python with TensorBoard and MLflow (`tools/python/requirements.txt`): the interpreter that
 * `NOPROP_TEST_PYTHON` names. Without one it is shown as skipped, but where `CI` is set it fails.
 */
export function pythonTest(test: Test, name: string, body: () => void | Promise<void>): void {
  const missing = (): void => {
    throw new Error('NOPROP_TEST_PYTHON names no Python, and CI leaves no test out. See CONTRIBUTING.md.');
  };
  if (process.env.NOPROP_TEST_PYTHON) test(name, body);
  else if (process.env.CI) test(name, missing);
  else test.skip(name, body);
}

/** Runs a program in that Python and gives what it prints. */
export function runPython(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(python(), ['-c', program, ...args], { encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new Error(`Python ended with ${status}: ${stderr}${error ?? ''}`);
  return stdout;
}

/** Starts a module of that Python in a process group of its own, with nothing to read and its output to nowhere. */
export function startPython(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(python(), args, { cwd, detached: true, stdio: 'ignore', env: { ...process.env, ...env } });
}

const python = (): string => process.env.NOPROP_TEST_PYTHON as string;
