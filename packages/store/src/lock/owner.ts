import { hostname } from 'node:os';

/** Who holds a lock. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** When the process was started, ISO 8601 in UTC. */
  readonly start: string;
}

/** This process as an owner. */
export function thisProcess(): LockOwner {
  const start = new Date(Math.round(Date.now() - process.uptime() * 1000));
  return { host: hostname(), pid: process.pid, start: start.toISOString() };
}

/** Reads an owner's record; undefined for anything else, such as the empty file before the record is written. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isOwner(value) ? { host: value.host, pid: value.pid, start: value.start } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the owner may still be at work: a process of another host always may. */
export function mayBeAlive(owner: LockOwner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    return process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: the process is there and belongs to another user.
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
