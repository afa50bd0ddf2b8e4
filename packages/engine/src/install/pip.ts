import { closeSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from './cache';
import { type Exit, runChild } from './child';
import type { Download } from './downloads';
import type { PhaseProgress } from './progress';

/** Commands that may run pip, in the order they are tried. */
export const pipCommands: readonly (readonly string[])[] = [
  ['python3', '-m', 'pip'],
  ['python', '-m', 'pip'],
  ['pip3'],
  ['pip'],
];

/** The first command that runs pip on this machine. */
export async function findPip(env: Environment, signal?: AbortSignal): Promise<readonly string[] | undefined> {
  for (const command of pipCommands) {
    const { code } = await runChild([...command, '--version'], { env, signal });
    if (code === 0) return command;
  }
  return undefined;
}

/** The outcome of a run of pip, with its output. */
export interface PipRun extends Exit {
  readonly output: string;
  /** Path of the wheel if pip succeeded. */
  readonly wheel: string;
}

export interface PipOptions {
  readonly env: Environment;
  readonly progress: PhaseProgress;
  readonly signal: AbortSignal | undefined;
}

const POLL = 200;

/** Runs pip to download the wheel into the staging folder, regardless of the local Python's version and platform. */
export async function pipDownload(
  pip: readonly string[],
  download: Download,
  staging: string,
  { env, progress, signal }: PipOptions,
): Promise<PipRun> {
  const [folder, temporary, log] = [join(staging, 'wheel'), join(staging, 'tmp'), join(staging, 'pip.log')];
  await mkdir(folder);
  await mkdir(temporary);
  const command = [...pip, ...downloadArguments(download), '--dest', folder];
  // pip writes to a temporary file first, so the larger file of the two folders shows how far the download is.
  const timer = setInterval(() => progress.reach(Math.max(largestFile(folder), largestFile(temporary))), POLL);
  const output = openSync(log, 'wx');
  try {
    const exit = await runChild(command, { env: pipEnvironment(env, temporary), output, signal });
    return { ...exit, output: readFileSync(log, 'utf8'), wheel: join(folder, download.wheel) };
  } finally {
    clearInterval(timer);
    closeSync(output);
  }
}

function downloadArguments(download: Download): readonly string[] {
  const target = ['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311'];
  const quiet = ['--disable-pip-version-check', '--no-cache-dir', '--no-input', '--progress-bar', 'off'];
  const wheel = ['--no-deps', '--only-binary=:all:', ...target, '--platform', download.platformTag];
  return ['download', ...quiet, ...wheel, `${download.package}==${download.version}`];
}

/** English messages, temporary files next to the wheel, and no requirement of a virtual environment. */
function pipEnvironment(env: Environment, temporary: string): Environment {
  return { ...env, TMPDIR: temporary, LC_ALL: 'C.UTF-8', PIP_REQUIRE_VIRTUALENV: 'false' };
}

function largestFile(folder: string): number {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).size));
  } catch {
    // pip may have removed a file in the meantime.
    return 0;
  }
}
