import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from './failures';

const DAY = 24 * 3600 * 1000;

/**
 * A new folder for one installation, beside its target so that a rename moves it. Its name says which process owns
 * it: `.staging-<host>-<process id>-<random>`.
 */
export async function createStaging(engines: string): Promise<string> {
  await mkdir(engines, { recursive: true });
  return mkdtemp(join(engines, `.staging-${host()}-${process.pid}-`));
}

/** Removes what installations that were killed have left behind; of other machines, only what is a day old. */
export async function removeStale(engines: string): Promise<void> {
  for (const name of await readdir(engines).catch(() => [])) {
    const [, owner, pid] = /^\.staging-(.+)-(\d+)-[^-]+$/.exec(name) ?? [];
    if (owner === undefined || pid === undefined) continue;
    const folder = join(engines, name);
    const dead = owner === host() && !isAlive(Number(pid));
    if (dead || (await isOld(folder))) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** The host name without the characters that the folder's name uses itself. */
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
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > DAY;
}
