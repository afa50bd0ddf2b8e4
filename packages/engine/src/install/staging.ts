import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from './failures';

const DAY = 24 * 3600 * 1000;

/**
 * Creates a folder for one installation, next to its target so that a rename can move it. Its name identifies the
 * owning process: `.staging-<host>-<process id>-<random>`.
 */
export async function createStaging(engines: string): Promise<string> {
  await mkdir(engines, { recursive: true });
  return mkdtemp(join(engines, `.staging-${host()}-${process.pid}-`));
}

/** Removes the staging folders of dead processes on this host, and any that are more than a day old. */
export async function removeStale(engines: string): Promise<void> {
  for (const name of await readdir(engines).catch(() => [])) {
    const [, owner, pid] = /^\.staging-(.+)-(\d+)-[^-]+$/.exec(name) ?? [];
    if (owner === undefined || pid === undefined) continue;
    const folder = join(engines, name);
    const dead = owner === host() && !isAlive(Number(pid));
    if (dead || (await isOld(folder))) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The host name without the hyphens that separate the fields of the folder's name. */
function host(): string {
  return hostname().replace(/[^\w.]/g, '_');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

async function isOld(folder: string): Promise<boolean> {
  const stats = await stat(folder).catch(() => undefined);
  return stats !== undefined && Date.now() - stats.mtimeMs > DAY;
}
