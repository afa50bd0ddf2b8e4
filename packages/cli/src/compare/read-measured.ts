import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { groupRuns, groupTrials, type RunRecord, readRunRecord, type TrialGroup } from '@noprop/evaluation';
import { readSweepFolder } from '@noprop/runner';
import { sweepRecord } from '../sweep/sweep-record';
import { cannotCompare } from './problems';
import { readResultsJson } from './read-results-json';

/** A run and its folder. */
export interface FoundRun {
  readonly run: RunRecord;
  readonly folder: string;
}

/** The results found at some paths. */
export interface Measured {
  readonly groups: readonly TrialGroup[];
  /** Runs read from their folders, which leaves out those of a `results.json`. */
  readonly runs: readonly FoundRun[];
}

/**
 * Reads run folders, sweep folders and `results.json` files. Runs that differ only in the seed form one group.
 *
 * @throws NopropError `unreadable_file`, `not_a_run`, `not_a_sweep`, `json_corrupt`, or all problems of `results.json`
 */
export function readMeasured(paths: readonly string[]): Measured {
  const sweeps: TrialGroup[] = [];
  const [single, inSweeps]: [FoundRun[], FoundRun[]] = [[], []];
  for (const path of paths) {
    if (!existsSync(path)) {
      const hint = 'Give a run folder such as runs/quickstart-1a2b3c4d, a sweep folder or a results.json.';
      throw cannotCompare('unreadable_file', path, 'No such file or folder.', hint);
    }
    if (statSync(path).isFile()) sweeps.push(...groupTrials(readResultsJson(path)));
    else if (existsSync(join(path, 'sweep.json'))) {
      const sweep = sweepRecord(path);
      const folders = new Map(readSweepFolder(path).trials.map(({ id, folder }) => [id, folder]));
      sweeps.push(...groupTrials(sweep));
      inSweeps.push(
        ...sweep.trials.flatMap(({ id, run }) => {
          const folder = folders.get(id);
          return run === undefined || folder === undefined ? [] : [{ run, folder }];
        }),
      );
    } else if (!existsSync(join(path, 'plan.json')) && existsSync(join(path, 'results.json'))) {
      sweeps.push(...groupTrials(readResultsJson(join(path, 'results.json'))));
    } else single.push({ run: readRunRecord(path), folder: path });
  }
  return { groups: [...groupRuns(single.map(({ run }) => run)), ...sweeps], runs: [...single, ...inSweeps] };
}
