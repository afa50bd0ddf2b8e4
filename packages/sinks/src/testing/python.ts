import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { requiring } from '@noprop/core/testing';
import type { Test } from 'uvu';

/**
 * Registers a test that needs Python with TensorBoard and MLflow: the interpreter in `NOPROP_TEST_PYTHON`, otherwise
 * `python3` with the packages that `npm run setup -- --test-python` installs.
 */
export function pythonTest(test: Test, name: string, body: () => void | Promise<void>): void {
  const isMet = process.env.NOPROP_TEST_PYTHON !== undefined || existsSync(packages);
  const needs = 'Python with TensorBoard and MLflow';
  requiring(test, { isMet, needs, command: 'npm run setup -- --test-python && npm test' })(name, body);
}

/** Runs a program with that Python and returns its standard output. */
export function runPython(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(python, ['-c', program, ...args], { encoding: 'utf8', env });
  if (error !== undefined || status !== 0) throw new Error(`Python exited with ${status}: ${stderr}${error ?? ''}`);
  return stdout;
}

/** Starts a module of that Python in its own process group, without input and output. */
export function startPython(args: readonly string[], cwd: string, extra: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(python, args, { cwd, detached: true, stdio: 'ignore', env: { ...env, ...extra } });
}

const { NOPROP_CACHE: cache, XDG_CACHE_HOME: xdg = '' } = process.env;
const packages = join(cache || join(isAbsolute(xdg) ? xdg : join(homedir(), '.cache'), 'noprop'), 'test-python');
const python = process.env.NOPROP_TEST_PYTHON ?? 'python3';
const env = { ...process.env, ...(process.env.NOPROP_TEST_PYTHON ? {} : { PYTHONPATH: packages }) };
