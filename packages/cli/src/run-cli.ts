import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

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

/** Runs the real command in a process of its own. */
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

/** Starts the command and sends a signal when `when` is true of what it has printed so far. */
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

/** A folder that exists while `use` runs. */
export async function withFolder<R>(use: (folder: string) => R | Promise<R>): Promise<R> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-cli-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
