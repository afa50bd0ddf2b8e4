import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prettyJson, writeFileAtomic } from '@noprop/store';

/** A run of a server that a run folder's figures went to. */
export interface MlflowRun {
  /** Address of the server, without secrets. */
  readonly uri: string;
  readonly experiment: string;
  /** Id that the server gave. */
  readonly run: string;
}

/** The run that a run folder already has on a server; undefined where there is none or the file cannot be read. */
export function readMlflowRun(folder: string, uri: string, experiment: string): string | undefined {
  return readRuns(folder).find((each) => each.uri === uri && each.experiment === experiment)?.run;
}

/** Remembers a run in `mlflow.json` of the run folder, in place of an earlier one of that server and experiment. */
export function writeMlflowRun(folder: string, run: MlflowRun): void {
  const others = readRuns(folder).filter((each) => each.uri !== run.uri || each.experiment !== run.experiment);
  writeFileAtomic(join(folder, FILE), prettyJson({ format: 1, runs: [...others, run] }));
}

const FILE = 'mlflow.json';

/** A file that is damaged only costs the link to the earlier run. */
function readRuns(folder: string): readonly MlflowRun[] {
  try {
    const { runs } = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as { readonly runs: readonly MlflowRun[] };
    return runs.filter((each) => Object.values({ ...each }).every((value) => typeof value === 'string'));
  } catch {
    return [];
  }
}
