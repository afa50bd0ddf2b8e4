import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import type { RunEvent, RunOutcome } from './events';
import { planOf, runToys } from './plan-fixture';
import { resumeRun, runPlan } from './run-plan';

export type Observed = RunOutcome & { readonly events: readonly RunEvent[] };

type StopAt = (event: RunEvent) => boolean;

/** For tests: runs the fixture's pipeline and stops it at the first event for which `stopAt` is true. */
export async function run(
  folder: string,
  overrides: readonly string[],
  stopAt: StopAt = () => false,
): Promise<Observed> {
  const plan = await planOf(...overrides);
  return observe(stopAt, (options) => runPlan(plan, { runs: folder, ...options }));
}

export async function resume(path: string, stopAt: StopAt = () => false): Promise<Observed> {
  return observe(stopAt, (options) => resumeRun(path, { builtIns: [runToys], ...options }));
}

async function observe(
  stopAt: StopAt,
  start: (options: { onEvent: (event: RunEvent) => void; signal: AbortSignal }) => Promise<RunOutcome>,
): Promise<Observed> {
  const events: RunEvent[] = [];
  const controller = new AbortController();
  const onEvent = (event: RunEvent): void => {
    events.push(event);
    if (stopAt(event)) controller.abort();
  };
  return { ...(await start({ onEvent, signal: controller.signal })), events };
}

export const read = (path: string, file: string): string => readFileSync(join(path, file), 'utf8');

export const linesOf = (path: string, file: string): readonly Readonly<Record<string, unknown>>[] =>
  read(path, file)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

export const checkpoints = (path: string): string[] => readdirSync(join(path, 'checkpoints')).sort();

/** Name and SHA-256 of each checkpoint. */
export const bytesOf = (path: string): string[] =>
  checkpoints(path).map((name) => `${name} ${sha256Hex(readFileSync(join(path, 'checkpoints', name)))}`);
