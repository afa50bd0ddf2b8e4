/** The progress of an installation, in bytes of the current phase. */
export interface InstallProgress {
  readonly phase: 'download' | 'check' | 'unpack';
  readonly done: number;
  readonly total: number;
}

export type ProgressListener = (progress: InstallProgress) => void;

const STEPS = 200;

/** Counts the bytes of a phase and calls the listener at its start, its end and about {@link STEPS} times between. */
export class PhaseProgress {
  #done = 0;
  #reported = -1;

  constructor(
    private readonly phase: InstallProgress['phase'],
    private readonly total: number,
    private readonly listener: ProgressListener | undefined,
  ) {
    this.reach(0);
  }

  add(bytes: number): void {
    this.reach(this.#done + bytes);
  }

  /** Never decreases and never exceeds the total. */
  reach(done: number): void {
    this.#done = Math.min(Math.max(done, this.#done), this.total);
    if (this.#done === this.#reported) return;
    const due = this.#reported < 0 || this.#done === this.total || this.#done - this.#reported >= this.total / STEPS;
    if (!due) return;
    this.#reported = this.#done;
    this.listener?.({ phase: this.phase, done: this.#done, total: this.total });
  }
}
