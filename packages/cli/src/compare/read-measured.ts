import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { groupRuns, groupTrials, type SweepRecord, type TrialGroup } from '@noprop/evaluation';
import { cannotCompare } from './problems';
import { readRunFolder } from './read-run-folder';
import { type FoundRun, readResultsJson, readSweep, sweepFile, trialFolder } from './read-sweep';

/** What some paths hold. */
export interface Measured {
  readonly groups: readonly TrialGroup[];
  /** Runs whose folders are at hand; not those of a `results.json`. */
  readonly runs: readonly FoundRun[];
}

/**
 * Reads run folders, sweep folders and `results.json` files. Run folders that differ in the seed only are one group.
 *
 * @throws NopropError `not_a_run`, `no_result`, `no_results`, `json_corrupt`
 */
export function readMeasured(paths: readonly string[]): Measured {
  const sweeps: TrialGroup[] = [];
  const [single, inSweeps]: [FoundRun[], FoundRun[]] = [[], []];
  for (const path of paths) {
    if (!existsSync(path)) {
      const hint = 'Give a run folder such as runs/quickstart-1a2b3c4d, a sweep folder or a results.json.';
      throw cannotCompare('unreadable_file', path, 'There is no such file or folder.', hint);
    }
    if (statSync(path).isFile()) sweeps.push(...groupTrials(readResultsJson(path)));
    else if (existsSync(join(path, sweepFile))) {
      const sweep = readSweep(path);
      sweeps.push(...groupTrials(sweep));
      inSweeps.push(...runsOf(sweep, path));
    } else if (!existsSync(join(path, 'plan.json')) && existsSync(join(path, 'results.json'))) {
      sweeps.push(...groupTrials(readResultsJson(join(path, 'results.json'))));
    } else single.push({ run: readRunFolder(path), folder: path });
  }
  return { groups: [...groupRuns(single.map(({ run }) => run)), ...sweeps], runs: [...single, ...inSweeps] };
}

function runsOf(sweep: SweepRecord, folder: string): readonly FoundRun[] {
  return sweep.trials.flatMap((trial) =>
    trial.run === undefined ? [] : [{ run: trial.run, folder: trialFolder(folder, trial) }],
  );
}
