import type { Halving } from './document/sweep-document';

/** One training run of a sweep. */
export interface SweepTrial {
  /** The plan's id. */
  readonly id: string;
  /** The plan's name. */
  readonly name: string;
  /** The pipeline, relative to the sweep file. */
  readonly pipeline: string;
  /** What `noprop run` is given beside the pipeline, the seed included. */
  readonly overrides: readonly string[];
  readonly seed: number;
  /** Values of the axes, by option; the seed is none of them, and the pipeline is told by the name. */
  readonly point: Readonly<Record<string, unknown>>;
  /** The command that runs this trial alone. */
  readonly command: string;
}

/** The content of `sweep.json`. It holds no clock and no absolute path: equal sweeps give equal bytes. */
export interface SweepFile {
  readonly format: 1;
  readonly name: string;
  readonly description?: string;
  /** sha256 of the trials' ids, names and points, in their order. */
  readonly id: string;
  /** Version of these packages. */
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
  /** Names of the plugins that it uses. */
  readonly plugins: readonly string[];
  /** Why it cannot be run: a plugin of its is broken. */
  readonly broken?: string;
}

/** A sweep, expanded. */
export interface Sweep extends SweepFile {
  readonly trials: readonly PlannedTrial[];
}

/** Name of a trial's run folder. */
export const trialFolderName = ({ name, id }: Pick<SweepTrial, 'name' | 'id'>): string => `${name}-${id.slice(0, 8)}`;
