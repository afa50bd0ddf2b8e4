import type { StepEvent } from './events';
import type { TrainingSchedule } from './schedule';
import type { Reading } from './trainer';

/** Turns readings into step events: positions from 1, images a second, time left. */
export class ProgressMeter {
  readonly #schedule: TrainingSchedule;
  readonly #batchSize: number;
  readonly #now: () => number;
  #lastStep: number;
  #lastTime: number;
  #rate: number | undefined;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(schedule: TrainingSchedule, batchSize: number, firstStep: number, now = () => performance.now()) {
    this.#schedule = schedule;
    this.#batchSize = batchSize;
    this.#lastStep = firstStep;
    this.#now = now;
    this.#lastTime = now();
  }

  /** @param done steps of the whole run that are done */
  event(done: number, reading: Reading): StepEvent {
    const now = this.#now();
    const seconds = (now - this.#lastTime) / 1000;
    const rate = (done - this.#lastStep) / Math.max(seconds, 1e-9);
    // The first reading includes the compilation, so the estimate leans on the latest ones.
    this.#rate = this.#rate === undefined ? rate : 0.5 * this.#rate + 0.5 * rate;
    this.#lastStep = done;
    this.#lastTime = now;
    const { epoch, pass, passStep } = this.#schedule.position(done - 1);
    const { epochs, passes, stepsPerPass, steps } = this.#schedule;
    return {
      event: 'step',
      step: done,
      steps,
      epoch: epoch + 1,
      epochs,
      pass: pass + 1,
      passes: passes.length,
      passName: passes[pass]?.name ?? '',
      passStep: passStep + 1,
      passSteps: stepsPerPass,
      loss: reading.loss,
      terms: reading.terms,
      figures: reading.figures,
      imagesPerSecond: rate * this.#batchSize,
      secondsLeft: (steps - done) / this.#rate,
    };
  }

  /** Leaves out the time since the last event, e.g. that of an evaluation. */
  skip(): void {
    this.#lastTime = this.#now();
  }
}
