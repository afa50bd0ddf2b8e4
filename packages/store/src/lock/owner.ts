import { hostname } from 'node:os';

/** The process that holds a lock. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Start time of the process, ISO 8601 in UTC. */
  readonly start: string;
}

/** This process as a lock owner. */
export function thisProcess(): LockOwner {
  const start = new Date(Math.round(Date.now() - process.uptime() * 1000));
  return { host: hostname(), pid: process.pid, start: start.toISOString() };
}

/** Parses an owner's record; undefined for anything else, such as a file whose record is not written yet. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? { host: value.host, pid: value.pid, start: value.start } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the owner may still be running. A process on another host always counts as running. */
export function mayBeAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    return process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: the process exists but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isOwner(value: unknown): value is LockOwner {
  if (typeof value !== 'object' || value === null) return false;
  const { host, pid, start } = value as Partial<Record<keyof LockOwner, unknown>>;
  return (
    typeof host === 'string' &&
    typeof start === 'string' &&
    typeof pid === 'number' &&
    Number.isSafeInteger(pid) &&
    pid > 0
  );
}
