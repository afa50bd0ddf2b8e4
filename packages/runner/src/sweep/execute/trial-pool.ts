import type { PlannedTrial } from '../sweep';
import type { SweepCounts } from './events';
import type { SweepOptions } from './run-sweep';
import { runTrial, trialName } from './run-trial';
import type { TrialProcess } from './trial-process';

/** Runs trials in slots, one process per slot. */
export class TrialPool {
  readonly #folder: string;
  readonly #options: SweepOptions;
  readonly #counts: () => SweepCounts;
  readonly #running = new Set<TrialProcess>();
  #isEnding = false;

  constructor(folder: string, options: SweepOptions, counts: () => SweepCounts) {
    this.#folder = folder;
    this.#options = options;
    this.#counts = counts;
    options.signal.addEventListener('abort', () => this.#end(signalName(options.signal.reason)));
    options.kill.addEventListener('abort', () => this.#send('SIGKILL'));
    this.#isEnding = options.signal.aborted;
  }

  /** Whether no more trials will start. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  get wasAborted(): boolean {
    return this.#options.signal.aborted;
  }

  /** Runs trials in order, as many at once as there are slots. */
  async run(trials: readonly PlannedTrial[]): Promise<void> {
    const queue = [...trials];
    const work = async (slot: number): Promise<void> => {
      for (;;) {
        const trial = this.#isEnding ? undefined : queue.shift();
        if (trial === undefined) return;
        await this.#runOne(trial, slot);
      }
    };
    await Promise.all(Array.from({ length: this.#options.jobs }, (_, slot) => work(slot)));
  }

  async #runOne(trial: PlannedTrial, slot: number): Promise<void> {
    const { launch, onEvent, failFast } = this.#options;
    let started: TrialProcess | undefined;
    const outcome = await runTrial(trial, {
      folder: this.#folder,
      slot,
      launch: (args) => launch(args, slot),
      onEvent,
      onProcess: (process) => {
        started = process;
        this.#running.add(process);
      },
      isEnding: () => this.#isEnding,
    });
    if (started !== undefined) this.#running.delete(started);
    onEvent({ event: 'trial-finished', trial: trialName(trial), ...outcome, counts: this.#counts() });
    if (outcome.status === 'failed' && failFast) this.#end('SIGINT');
  }

  /** Starts no more trials and asks the running ones to stop at a checkpoint. */
  #end(signal: NodeJS.Signals): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#send(signal);
  }

  #send(signal: NodeJS.Signals): void {
    for (const process of this.#running) process.send(signal);
  }
}

const signalName = (reason: unknown): NodeJS.Signals =>
  reason === 'SIGTERM' || reason === 'SIGHUP' ? reason : 'SIGINT';
