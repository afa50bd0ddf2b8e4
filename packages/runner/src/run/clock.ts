/** One line of `clock.jsonl`. */
export interface ClockLine {
  /** Steps of the whole run that are done. */
  readonly step: number;
  /** The epoch of that step, from 1. */
  readonly epoch: number;
  /** Seconds of training from step 0 on. */
  readonly seconds: number;
  /** Written with a checkpoint inside the epoch, so that a run that goes on from it goes on in time, too. */
  readonly partial?: true;
}

/**
 * The time that a run trains, all its parts together: steps and the reading of losses, but not loading, evaluations and
 * the writing of checkpoints.
 */
export class TrainingClock {
  readonly #lines: ClockLine[];
  readonly #record: (line: ClockLine) => void;
  readonly #now: () => number;
  #before: number;
  #since: number | undefined;

  /**
   * @param earlier the lines of the run so far, by step
   * @param now milliseconds of a clock that only goes forward
   */
  constructor(earlier: readonly ClockLine[], record: (line: ClockLine) => void, now = () => performance.now()) {
    this.#lines = [...earlier];
    this.#record = record;
    this.#now = now;
    this.#before = earlier.at(-1)?.seconds ?? 0;
  }

  get seconds(): number {
    return this.#before + (this.#since === undefined ? 0 : (this.#now() - this.#since) / 1000);
  }

  /** Of each epoch that has ended, in order. */
  get epochSeconds(): readonly number[] {
    const ends = this.#lines.filter(({ partial }) => partial !== true).map(({ seconds }) => seconds);
    return ends.map((end, i) => end - (ends[i - 1] ?? 0));
  }

  run(): void {
    this.#since ??= this.#now();
  }

  pause(): void {
    this.#before = this.seconds;
    this.#since = undefined;
  }

  /** Notes the end of an epoch. */
  epochEnds(step: number, epoch: number): void {
    this.#note({ step, epoch, seconds: this.seconds });
  }

  /** Notes a checkpoint; one at the end of an epoch is noted already. */
  checkpoint(step: number, epoch: number): void {
    if (step > (this.#lines.at(-1)?.step ?? 0)) this.#note({ step, epoch, seconds: this.seconds, partial: true });
  }

  #note(line: ClockLine): void {
    this.#lines.push(line);
    this.#record(line);
  }
}

/** Whether a record of `clock.jsonl` can be gone on from. */
export function isClockLine(
  record: Readonly<Record<string, unknown>>,
): record is Readonly<Record<string, unknown>> & ClockLine {
  const { epoch, seconds } = record;
  return typeof epoch === 'number' && typeof seconds === 'number' && seconds >= 0;
}
