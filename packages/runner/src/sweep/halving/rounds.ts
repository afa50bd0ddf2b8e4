import { canonicalJson } from '@noprop/store';
import type { RunResult } from '../../run/events';
import type { Halving } from '../document/sweep-document';
import type { SweepTrial } from '../sweep';
import { survivors } from './budgets';

/** The fields of a trial that decide whether its point advances. */
export interface RoundTrial extends SweepTrial {
  readonly status: string;
  readonly result?: RunResult;
}

/** One point in one round, with one trial per seed. */
interface Entrant {
  /** The point without its budget. */
  readonly key: string;
  readonly trials: readonly RoundTrial[];
}

/**
 * Trials whose points did not advance to their round, according to the results so far. Each pipeline has its own
 * rounds. Points are ranked by the mean accuracy of their completed seeds; ties go to the first in the sweep's order. A
 * point without a completed seed drops out.
 */
export function stoppedTrials(trials: readonly RoundTrial[], halving: Halving): ReadonlySet<string> {
  return settle(trials, halving).stopped;
}

/** Trials that may run now: those of rounds whose points are known, except points that dropped out. */
export function openRounds(trials: readonly RoundTrial[], halving: Halving): ReadonlySet<string> {
  return settle(trials, halving).open;
}

function settle(trials: readonly RoundTrial[], halving: Halving) {
  const stopped = new Set<string>();
  const open = new Set<string>();
  for (const name of new Set(trials.map((trial) => trial.name))) {
    let admitted: ReadonlySet<string> | undefined;
    for (const round of rounds(
      trials.filter((trial) => trial.name === name),
      halving,
    )) {
      const active = round.filter(({ key }) => admitted === undefined || admitted.has(key));
      for (const { key, trials: seeds } of round) {
        for (const { id } of seeds) (admitted === undefined || admitted.has(key) ? open : stopped).add(id);
      }
      const isOver = active.every((entrant) => entrant.trials.every(({ status }) => SETTLED.has(status)));
      if (!isOver) break;
      admitted = best(active, halving);
    }
  }
  return { stopped, open };
}

const SETTLED: ReadonlySet<string> = new Set(['completed', 'failed']);

/** The entrants of each round, smallest budget first. */
function rounds(trials: readonly RoundTrial[], { option }: Halving): readonly (readonly Entrant[])[] {
  const byBudget = new Map<number, Map<string, RoundTrial[]>>();
  for (const trial of trials) {
    const { [option]: budget, ...point } = trial.point;
    const round = byBudget.get(budget as number) ?? new Map<string, RoundTrial[]>();
    const key = canonicalJson(point);
    round.set(key, [...(round.get(key) ?? []), trial]);
    byBudget.set(budget as number, round);
  }
  const sorted = [...byBudget].sort(([a], [b]) => a - b);
  return sorted.map(([, round]) => [...round].map(([key, seeds]) => ({ key, trials: seeds })));
}

function best(entrants: readonly Entrant[], halving: Halving): ReadonlySet<string> {
  const measured = entrants.flatMap((entrant) => {
    const accuracy = meanAccuracy(entrant, halving);
    return accuracy === undefined ? [] : [{ key: entrant.key, accuracy }];
  });
  // Sorting is stable, so of equal points the first stays first.
  const sorted = measured.sort((a, b) => b.accuracy - a.accuracy);
  return new Set(sorted.slice(0, survivors(halving, entrants.length)).map(({ key }) => key));
}

function meanAccuracy({ trials }: Entrant, { metric }: Halving): number | undefined {
  const split = metric === 'accuracy' ? 'test' : 'train';
  const values = trials.flatMap(({ status, result }) => {
    const value = status === 'completed' ? result?.evaluation[split]?.accuracy : undefined;
    return typeof value === 'number' ? [value] : [];
  });
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
