import { prettyJson } from '@noprop/store';
import type { MeasuredRecord, RunRecord, SweepRecord, TrialRecord } from '../../record/record';
import { type DecidingEnvironment, decidingEnvironment } from '../sections/environment';

/** The record of a run without times, memory, machine and pictures. */
export type ResultRun = Omit<RunRecord, 'measured' | 'environment' | 'view'> & {
  readonly environment: DecidingEnvironment;
};

/** The content of `results.json`. */
export interface Results extends Omit<SweepRecord, 'trials'> {
  readonly format: 1;
  readonly trials: readonly (Omit<TrialRecord, 'run'> & { readonly run?: ResultRun })[];
}

/** The results of a sweep as JSON, without times and memory, so that equal results give equal bytes. */
export function resultsJson(sweep: SweepRecord): string {
  const trials = sweep.trials.map(({ run, ...trial }) =>
    run === undefined ? trial : { ...trial, run: withoutClock(run) },
  );
  return prettyJson(withoutUndefined({ format: 1, ...sweep, trials }));
}

/** Times, memory and machines of a sweep as JSON. */
export function measuredJson({ name, id, trials }: SweepRecord): string {
  const measured = trials.flatMap((trial): readonly Measured[] =>
    trial.run === undefined
      ? []
      : [
          {
            id: trial.id,
            name: trial.name,
            seed: trial.seed,
            measured: trial.run.measured,
            environment: trial.run.environment,
          },
        ],
  );
  return prettyJson(withoutUndefined({ format: 1, name, id, trials: measured }));
}

interface Measured extends Pick<TrialRecord, 'id' | 'name' | 'seed'> {
  readonly measured: MeasuredRecord;
  readonly environment: RunRecord['environment'];
}

function withoutClock({ measured: _measured, view: _view, environment, ...run }: RunRecord): ResultRun {
  return { ...run, environment: decidingEnvironment(environment) };
}

/** Drops keys whose value is undefined. */
const withoutUndefined = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
