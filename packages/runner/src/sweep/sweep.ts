import type { Halving } from './document/sweep-document';

/** One training run of a sweep. */
export interface SweepTrial {
  /** The plan's id. */
  readonly id: string;
  /** The plan's name. */
  readonly name: string;
  /** The pipeline, relative to the sweep file. */
  readonly pipeline: string;
  /** Overrides passed to `noprop run` after the pipeline, including the seed. */
  readonly overrides: readonly string[];
  readonly seed: number;
  /** Values of the axes by option, without the seed and the pipeline. */
  readonly point: Readonly<Record<string, unknown>>;
  /** The command that runs this trial alone. */
  readonly command: string;
}

/** The content of `sweep.json`. It has no times or absolute paths, so that equal sweeps have equal bytes. */
export interface SweepFile {
  readonly format: 1;
  readonly name: string;
  readonly description?: string;
  /** SHA-256 of the trials' ids, names and points, in order. */
  readonly id: string;
  /** Version of noprop. */
  readonly version: string;
  /** The command that runs the sweep. */
  readonly command: string;
  readonly halving?: Halving;
  readonly trials: readonly SweepTrial[];
}

/** A trial that can be run. */
export interface PlannedTrial extends SweepTrial {
  /** The pipeline's path from the working folder. */
  readonly file: string;
  /** Names of the plugins it uses. */
  readonly plugins: readonly string[];
  /** Why it cannot run: one of its plugins is broken. */
  readonly broken?: string;
}

/** An expanded sweep. */
export interface Sweep extends SweepFile {
  readonly trials: readonly PlannedTrial[];
}

/** Name of a trial's run folder. */
export const trialFolderName = ({ name, id }: Pick<SweepTrial, 'name' | 'id'>): string => `${name}-${id.slice(0, 8)}`;
