import { NopropError } from '@noprop/core';
import type { RunEvent, StepEvent } from './events';
import { ProgressMeter } from './progress';
import type { TrainingSchedule } from './schedule';
import type { Reading, Trainer } from './trainer';

export interface TrainOptions {
  readonly batchSize: number;
  /** Steps between two readings of the loss. */
  readonly logEvery: number;
  /** Steps between two checkpoints. */
  readonly checkpointEvery: number;
  /** Steps that are done already. */
  readonly firstStep: number;
  readonly signal: AbortSignal;
  readonly sink: (event: RunEvent) => void;
  readonly record: (event: StepEvent) => void;
  readonly checkpoint: (step: number) => void;
}

export interface Trained {
  /** Steps done. */
  readonly step: number;
  readonly interrupted: boolean;
  readonly terms: Readonly<Record<string, number>>;
  readonly epochSeconds: readonly number[];
}

/**
 * The training loop: steps, readings, checkpoints. Readings fall on the same steps in every run, so
 * a resumed run logs what the uninterrupted one logs.
 *
 * @throws NopropError `diverged` when the loss is not finite
 */
export async function train(trainer: Trainer, schedule: TrainingSchedule, options: TrainOptions): Promise<Trained> {
  const { firstStep, logEvery, checkpointEvery, signal, sink } = options;
  const meter = new ProgressMeter(schedule, options.batchSize, firstStep);
  const epochSteps = schedule.passes.length * schedule.stepsPerPass;
  const epochSeconds: number[] = [];
  let terms: Readonly<Record<string, number>> = {};
  let epochStart = performance.now();
  let step = firstStep;
  while (step < schedule.steps) {
    if (signal.aborted) {
      options.checkpoint(step);
      return { step, interrupted: true, terms, epochSeconds };
    }
    const signatures = trainer.compiled;
    const began = performance.now();
    trainer.run(step);
    step++;
    if (trainer.compiled > signatures) {
      const now = performance.now();
      sink({ event: 'compiled', name: 'training step', seconds: (now - began) / 1000, sinceStart: now / 1000 });
    }
    const inPass = ((step - 1) % schedule.stepsPerPass) + 1;
    const passEnds = inPass === schedule.stepsPerPass;
    if (inPass % logEvery === 0 || passEnds || isCheckpoint(step, checkpointEvery)) {
      const event = meter.event(step, trainer.read() as Reading);
      terms = event.terms;
      requireFinite(event);
      options.record(event);
      sink(event);
    }
    if (step % epochSteps === 0) {
      const seconds = (performance.now() - epochStart) / 1000;
      epochSeconds.push(seconds);
      epochStart = performance.now();
      sink({ event: 'epoch', epoch: step / epochSteps, epochs: schedule.epochs, seconds });
    }
    if (isCheckpoint(step, checkpointEvery) || step === schedule.steps) {
      options.checkpoint(step);
      meter.skip();
    }
    // Lets signals and output through.
    await new Promise(setImmediate);
  }
  return { step, interrupted: false, terms, epochSeconds };
}

const isCheckpoint = (step: number, every: number): boolean => step % every === 0;

function requireFinite({ loss, terms, step, epoch, passName }: StepEvent): void {
  if (Number.isFinite(loss)) return;
  const culprit = Object.entries(terms).find(([, value]) => !Number.isFinite(value))?.[0] ?? 'total';
  throw new NopropError({
    code: 'diverged',
    path: 'training',
    message: `The loss is ${loss} at step ${step} (epoch ${epoch}, ${passName}), in the term ${culprit}.`,
    hint: 'The last checkpoint is kept. Lower optimizer.with.learningRate, or look at the data.',
  });
}
