/** One line of `clock.jsonl`. */
export interface ClockLine {
  /** Number of completed steps of the whole run. */
  readonly step: number;
  /** Epoch of that step, from 1. */
  readonly epoch: number;
  /** Seconds of training since step 0. */
  readonly seconds: number;
  /** Set on lines written with a checkpoint inside an epoch, so that a resumed run also resumes its clock. */
  readonly partial?: true;
}

/**
 * Measures the training time of a run across all its processes. Steps and loss readings count; loading, evaluation and
 * writing checkpoints do not.
 */
export class TrainingClock {
  readonly #lines: ClockLine[];
  readonly #record: (line: ClockLine) => void;
  readonly #now: () => number;
  #before: number;
  #since: number | undefined;

  /**
   * @param earlier the lines written so far, ordered by step
   * @param now milliseconds of a monotonic clock
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

  /** Training seconds of each completed epoch, in order. */
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

  /** Records the end of an epoch. */
  epochEnds(step: number, epoch: number): void {
    this.#note({ step, epoch, seconds: this.seconds });
  }

  /** Records a checkpoint, unless it is at the end of an epoch, which is already recorded. */
  checkpoint(step: number, epoch: number): void {
    if (step > (this.#lines.at(-1)?.step ?? 0)) this.#note({ step, epoch, seconds: this.seconds, partial: true });
  }

  #note(line: ClockLine): void {
    this.#lines.push(line);
    this.#record(line);
  }
}

/** Whether a line of `clock.jsonl` is complete enough to resume from. */
export function isClockLine(
  record: Readonly<Record<string, unknown>>,
): record is Readonly<Record<string, unknown>> & ClockLine {
  const { epoch, seconds } = record;
  return typeof epoch === 'number' && typeof seconds === 'number' && seconds >= 0;
}
