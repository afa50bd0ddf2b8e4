import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { removeFolder } from '@noprop/core/testing';

/** The checkout that these tests belong to. */
export const root = resolve(__dirname, '..', '..', '..');

const command = join(root, 'packages', 'cli', 'bin', 'noprop.js');

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs the real command in its own process. */
export function runCli(args: readonly string[], { cwd = root, env = {}, input }: CliOptions = {}): CliResult {
  const child = spawnSync(process.execPath, [command, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...env },
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: child.status, stdout: child.stdout, stderr: child.stderr };
}

/** Starts the command and leaves it running, with its output to read. */
export function startCli(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [command, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Kills a command with SIGKILL and waits for its end. Processes that it started are left to notice by themselves. */
export async function killCli(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Starts the command and sends a signal as soon as `when` is true of what it has printed. */
export function interruptCli(
  args: readonly string[],
  signal: NodeJS.Signals,
  when: (output: string) => boolean,
): Promise<CliResult> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr, sent] = ['', '', false];
    const look = (): void => {
      if (sent || !when(stdout + stderr)) return;
      sent = true;
      child.kill(signal);
    };
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk);
      look();
    });
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
      look();
    });
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}

/** Runs `use` with a new, empty folder, and removes it after ending what still writes to it. */
export async function withFolder<R>(use: (folder: string) => R | Promise<R>): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-cli-'));
  try {
    return await use(folder);
  } finally {
    await removeFolder(folder);
  }
}
