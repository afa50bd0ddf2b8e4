import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { sep } from 'node:path';
import { version } from '../package.json';

/** The commit the code was run from. */
export interface Commit {
  /** Full hash. */
  readonly hash: string;
  /** Whether there were modified or untracked files. */
  readonly dirty: boolean;
}

/** The machine and the software of a run, except the engine, which describes itself. */
export interface Environment {
  /** Version of Node, e.g. `v20.20.2`. */
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Model of the first core; `unknown` if the system does not report it. */
  readonly cpu: string;
  /** Cores that this process may use. */
  readonly cores: number;
  /** Main memory in bytes. */
  readonly memory: number;
  /** Version of these packages. */
  readonly noprop: string;
  /** Null outside a checkout. */
  readonly commit: Commit | null;
}

/** Describes this machine without anything personal: no host name, user, paths or environment variables. */
export function describeEnvironment(): Environment {
  return {
    node: process.version,
    platform: platform(),
    arch: arch(),
    cpu: cpus()[0]?.model.trim() || 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    noprop: version,
    commit: findCommit(__dirname),
  };
}

/** The commit of the checkout that contains a folder; null for an installed package, where it would be the user's. */
export function findCommit(folder: string): Commit | null {
  if (folder.split(sep).includes('node_modules')) return null;
  try {
    const hash = git(folder, ['rev-parse', '--verify', 'HEAD']).trim();
    return { hash, dirty: git(folder, ['status', '--porcelain']) !== '' };
  } catch {
    // No git, no checkout or no commit yet.
    return null;
  }
}

function git(folder: string, parameters: readonly string[]): string {
  // Inside a git hook, GIT_DIR and similar variables may point to a different repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const options = { cwd: folder, env: { ...env, GIT_OPTIONAL_LOCKS: '0' }, encoding: 'utf8', timeout: 10_000 } as const;
  return execFileSync('git', [...parameters], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
}
