import type { EngineInfo } from '@noprop/engine';
import type { RunFolder } from '@noprop/store';
import type { Plan } from '../plan/plan';
import { writeMetricsTable } from '../sinks/metrics-table';
import { isClockLine, TrainingClock } from './clock';
import type { RunEvent, RunOutcome, RunResult, RunStatus, StepEvent } from './events';
import { createMemoryMeter, type MemoryMeter } from './memory';
import { portableReason } from './portable-reason';

/** Collects the content of `result.json` across all processes of a run. */
export class RunRecorder {
  readonly #plan: Plan;
  readonly #folder: RunFolder;
  readonly #engine: EngineInfo;
  readonly #onEvent: (event: RunEvent) => void;
  readonly #began = performance.now();
  readonly #memory: MemoryMeter;
  readonly #warnings: string[];
  #clock = new TrainingClock([], () => undefined);
  #steps = 0;
  #terms: RunResult['terms'] = {};

  /** @param earlier result of the previous process, if it left one */
  constructor(
    plan: Plan,
    folder: RunFolder,
    engine: EngineInfo,
    onEvent: (event: RunEvent) => void,
    earlier: Partial<RunResult> | undefined,
  ) {
    this.#plan = plan;
    this.#folder = folder;
    this.#engine = engine;
    this.#onEvent = onEvent;
    this.#memory = createMemoryMeter(engine, earlier?.memory);
    this.#warnings = [...(earlier?.warnings ?? [])];
  }

  /** Emits a warning and stores it in the result, for whoever reads the result later. */
  warn(message: string): void {
    if (!this.#warnings.includes(message)) this.#warnings.push(message);
    this.#onEvent({ event: 'warning', message });
  }

  /** Restores terms and clock of the earlier steps. The folder must already be rewound to `firstStep`. */
  begin(firstStep: number): { readonly clock: TrainingClock; readonly memory: MemoryMeter } {
    this.#steps = firstStep;
    const last = this.#folder.readMetrics().findLast(({ terms }) => terms !== undefined);
    this.#terms = (last?.terms ?? {}) as RunResult['terms'];
    const lines = this.#folder.readClock().filter(isClockLine);
    this.#clock = new TrainingClock(lines, (line) => this.#folder.appendClock({ ...line }));
    return { clock: this.#clock, memory: this.#memory };
  }

  /** Logs a reading without any time, so that equal runs leave equal files. */
  step({ step, epoch, pass, passName, loss, terms, metrics }: StepEvent): void {
    this.#folder.appendMetrics({ step, epoch, pass, passName, loss, terms, metrics });
    this.#steps = step;
    this.#terms = terms;
  }

  /** @param step number of completed steps of the whole run */
  trained(step: number): void {
    this.#steps = step;
  }

  finish(status: RunStatus, exitCode: number, details: Partial<RunResult> = {}): RunOutcome {
    const { data, id } = this.#plan;
    const result: RunResult = {
      status,
      name: data.name,
      planId: id,
      seed: data.seed,
      steps: this.#steps,
      evaluation: {},
      secondsPerImage: {},
      terms: this.#terms,
      seconds: (performance.now() - this.#began) / 1000,
      trainingSeconds: this.#clock.seconds,
      epochSeconds: this.#clock.epochSeconds,
      memory: this.#memory.memory(),
      warnings: this.#warnings,
      classNames: this.#plan.parts.dataset.classNames,
      engine: this.#engine,
      ...details,
    };
    // The record may leave this machine, so its paths are shortened; the event keeps them.
    const reason = result.reason === undefined ? {} : { reason: portableReason(result.reason) };
    this.#folder.writeResult({ ...result, ...reason });
    writeMetricsTable(this.#folder, this.#onEvent);
    this.#onEvent({ event: 'finished', result });
    return { run: this.#folder.path, result, exitCode };
  }
}
