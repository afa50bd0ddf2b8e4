import { type FromSchema, NopropError, validateBySchema } from '@noprop/core';
import { differentSettings } from '../compare/settings';
import { paperCell } from '../paper/paper-cell';
import type { RunRecord, SplitRecord } from '../record/record';
import { resultRecordSchema } from './result-record.schema';
import { withoutPaths } from './without-paths';

/** A file of `results/`: one trained model that README quotes. */
export type ResultRecord = FromSchema<typeof resultRecordSchema>;

/**
 * Checks the text of a file of `results/`.
 *
 * @param file its name, for messages
 * @throws NopropError with everything that is wrong with it
 */
export function readResultRecord(text: string, file: string): ResultRecord {
  const value = parse(text, file);
  const issues = validateBySchema(resultRecordSchema, value);
  if (issues.length > 0) throw new NopropError(issues.map((issue) => ({ ...issue, file })));
  return value as ResultRecord;
}

/** Where a run came from, which its record does not contain. */
export interface Provenance {
  /** Path in the repository. */
  readonly pipeline: string;
  readonly overrides: readonly string[];
  /** Date of the result, `2026-11-25`. */
  readonly date: string;
}

/**
 * Turns a completed run into a file of `results/`, which names the machine but contains none of its paths.
 *
 * @throws NopropError `no_result` for a run that is not completed or has no test accuracy
 */
export function resultRecord(run: RunRecord, { pipeline, overrides, date }: Provenance): ResultRecord {
  const { plan, environment, evaluation, measured, warnings } = run;
  const { test, train } = evaluation;
  if (run.status !== 'completed' || test === undefined) throw noResult(run);
  const { hash } = environment.commit ?? {};
  const { folder: _folder, library: _library, ...engine } = environment.engine;
  return {
    pipeline,
    overrides: overrides.map(withoutPaths),
    epochs: plan.training.epochs,
    ...(plan.training.limit === undefined ? {} : { trainingImages: plan.training.limit }),
    ...settingsOf(plan),
    seed: plan.seed,
    date,
    ...(hash === undefined ? {} : { commit: hash }),
    machine: `${environment.cores} cores of ${environment.cpu}${engine.device === 'gpu' ? '' : ', no GPU'}`,
    engine: plain(engine) as { backend: string; device: string },
    evaluation: { test: splitOf(test), ...(train === undefined ? {} : { train: splitOf(train) }) },
    epochSeconds: [...measured.epochSeconds],
    secondsPerImage: { ...measured.secondsPerImage },
    ...(warnings.length === 0 ? {} : { data: warnings.map(withoutPaths).join(' ') }),
    ...(environment.commit?.dirty === true ? { notes: { date: 'with uncommitted changes' } } : {}),
  };
}

function settingsOf(plan: RunRecord['plan']): Pick<ResultRecord, 'settings'> {
  const paper = paperCell(plan.name);
  const settings = paper === undefined ? [] : differentSettings(plan, paper);
  return settings.length === 0 ? {} : { settings: [...settings] };
}

function splitOf({ accuracy, images, runs, chain, alone }: SplitRecord): ResultRecord['evaluation']['test'] {
  return { accuracy, images, runs: [...runs], chain: [...chain], alone: [...alone] };
}

/** An engine's description with the paths in its strings hidden. */
function plain(engine: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(engine);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === 'string' ? withoutPaths(value) : value]),
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `Invalid JSON: ${(error as Error).message}.`;
    throw new NopropError({ code: 'json_corrupt', path: '', file, message, hint: 'Fix the file or remove it.' });
  }
}

function noResult({ plan, status }: RunRecord): NopropError {
  const [message, hint] =
    status === 'completed'
      ? [
          `The run "${plan.name}" has no test accuracy.`,
          'Add { uses: noprop/accuracy, with: { split: test } } to evaluation, and run the pipeline again.',
        ]
      : [`Expected a completed run, got "${plan.name}" (${status}).`, 'Resume it with "npx noprop resume RUN".'];
  return new NopropError({ code: 'no_result', path: '', message, hint });
}
