import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prettyJson, writeFileAtomic } from '@noprop/store';

/** A server's run that received the metrics of a run folder. */
export interface MlflowRun {
  /** Address of the server, without credentials. */
  readonly uri: string;
  readonly experiment: string;
  /** The server's id of the run. */
  readonly run: string;
}

/** The id of the run that a run folder has on a server; undefined if it has none or the file cannot be read. */
export function readMlflowRun(folder: string, uri: string, experiment: string): string | undefined {
  return readRuns(folder).find((each) => each.uri === uri && each.experiment === experiment)?.run;
}

/** Saves a run in `mlflow.json` in the run folder, replacing an earlier one of the same server and experiment. */
export function writeMlflowRun(folder: string, run: MlflowRun): void {
  const others = readRuns(folder).filter((each) => each.uri !== run.uri || each.experiment !== run.experiment);
  writeFileAtomic(join(folder, FILE), prettyJson({ format: 1, runs: [...others, run] }));
}

const FILE = 'mlflow.json';

/** Treats a damaged file as empty; only the link to the earlier run is lost. */
function readRuns(folder: string): readonly MlflowRun[] {
  try {
    const { runs } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as { readonly runs: readonly MlflowRun[] };
    return runs.filter((each) => Object.values({ ...each }).every((value) => typeof value === 'string'));
  } catch {
    return [];
  }
}
