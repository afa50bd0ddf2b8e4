import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { typeScriptArguments } from '@noprop/core/testing';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  /** The signal that killed it, if one did. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a TypeScript program of the project in a separate Node process. */
export function runProgram(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const root = join(__dirname, '..', '..', '..', '..');
  const child = spawn(process.execPath, [...typeScriptArguments, file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...printed }));
  });
}
