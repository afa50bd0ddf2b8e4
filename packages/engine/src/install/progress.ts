/** How far an installation is: bytes of the running phase. */
export interface InstallProgress {
  readonly phase: 'download' | 'check' | 'unpack';
  readonly done: number;
  readonly total: number;
}

export type ProgressListener = (progress: InstallProgress) => void;

const STEPS = 200;

/** Counts the bytes of a phase and tells the listener at its start, its end and about {@link STEPS} times between. */
export class PhaseProgress {
  #done = 0;
  #told = -1;

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

  /** Never goes back, nor beyond the total. */
  reach(done: number): void {
    this.#done = Math.min(Math.max(done, this.#done), this.total);
    if (this.#done === this.#told) return;
    const due = this.#told < 0 || this.#done === this.total || this.#done - this.#told >= this.total / STEPS;
    if (!due) return;
    this.#told = this.#done;
    this.listener?.({ phase: this.phase, done: this.#done, total: this.total });
  }
}
