import type { StepEvent } from './events';
import type { StepPlan } from './step-plan';
import type { Reading } from './trainer';

/** Turns readings into step events: positions counted from 1, images per second, time left. */
export class ThroughputMeter {
  readonly #stepPlan: StepPlan;
  readonly #batchSize: number;
  readonly #now: () => number;
  #lastStep: number;
  #lastTime: number;
  #rate: number | undefined;

  /** @param now milliseconds of a monotonic clock */
  constructor(stepPlan: StepPlan, batchSize: number, firstStep: number, now = () => performance.now()) {
    this.#stepPlan = stepPlan;
    this.#batchSize = batchSize;
    this.#lastStep = firstStep;
    this.#now = now;
    this.#lastTime = now();
  }

  /** @param done number of completed steps of the whole run */
  event(done: number, reading: Reading): StepEvent {
    const now = this.#now();
    const seconds = (now - this.#lastTime) / 1000;
    const rate = (done - this.#lastStep) / Math.max(seconds, 1e-9);
    // The first reading includes compilation, so the estimate weights recent readings more.
    this.#rate = this.#rate === undefined ? rate : 0.5 * this.#rate + 0.5 * rate;
    this.#lastStep = done;
    this.#lastTime = now;
    const { epoch, pass, passStep } = this.#stepPlan.position(done - 1);
    const { epochs, passes, stepsPerPass, steps } = this.#stepPlan;
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
      metrics: reading.metrics,
      imagesPerSecond: rate * this.#batchSize,
      secondsLeft: (steps - done) / this.#rate,
    };
  }

  /** Excludes the time since the last event, e.g. an evaluation, from the next rate. */
  skip(): void {
    this.#lastTime = this.#now();
  }
}
