import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, platform, totalmem } from 'node:os';
import { sep } from 'node:path';
import { version } from '../package.json';

/** The commit that the code was run from. */
export interface Commit {
  /** Full hash. */
  readonly hash: string;
  /** Whether files differed from the commit or were not part of it. */
  readonly dirty: boolean;
}

/** The machine and the software of a run, without the engine, which describes itself. */
export interface Environment {
  /** Version of Node, e.g. `v20.20.2`. */
  readonly node: string;
  readonly platform: string;
  readonly arch: string;
  /** Model of the first core; `unknown` where the system does not say. */
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

/** Describes this machine. Nothing personal is in it: no host name, no user, no paths, no environment variables. */
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

/** The commit of the checkout that holds a folder; null for an installed package, whose commit would be its user's. */
export function findCommit(folder: string): Commit | null {
  if (folder.split(sep).includes('node_modules')) return null;
  try {
    const hash = git(folder, ['rev-parse', '--verify', 'HEAD']).trim();
    return { hash, dirty: git(folder, ['status', '--porcelain']) !== '' };
  } catch {
    // No git, no checkout or no commit yet: the record then says so by null.
    return null;
  }
}

function git(folder: string, parameters: readonly string[]): string {
  // Inside a git hook GIT_DIR and its like name another repository than the folder's.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const options = { cwd: folder, env: { ...env, GIT_OPTIONAL_LOCKS: '0' }, encoding: 'utf8', timeout: 10_000 } as const;
  return execFileSync('git', [...parameters], { ...options, stdio: ['ignore', 'pipe', 'ignore'] });
}
