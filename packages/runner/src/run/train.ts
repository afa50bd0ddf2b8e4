import { NopropError } from '@noprop/core';
import type { TrainingClock } from './clock';
import type { RunEvent, StepEvent } from './events';
import type { StepPlan } from './step-plan';
import { ThroughputMeter } from './throughput';
import type { Reading, Trainer } from './trainer';

export interface TrainOptions {
  readonly batchSize: number;
  /** Steps between two readings of the loss. */
  readonly logEvery: number;
  /** Steps between two checkpoints. */
  readonly checkpointEvery: number;
  /** Number of steps already completed. */
  readonly firstStep: number;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
  readonly record: (event: StepEvent) => void;
  readonly checkpoint: (step: number) => void;
  /** Runs during training, and is paused for checkpoints and for `afterEpoch`. */
  readonly clock: TrainingClock;
  /** Called after each epoch, and at once if training resumes at the end of one. False means interrupted. */
  readonly afterEpoch: (step: number) => Promise<boolean>;
}

export interface Trained {
  /** Number of completed steps. */
  readonly step: number;
  readonly interrupted: boolean;
}

/**
 * The training loop: steps, readings, checkpoints. Readings fall on the same steps in every run, so a resumed run logs
 * the same lines as an uninterrupted one.
 *
 * @throws NopropError `diverged` if the loss is not finite
 */
export async function train(trainer: Trainer, stepPlan: StepPlan, options: TrainOptions): Promise<Trained> {
  const { firstStep, logEvery, checkpointEvery, clock, signal, onEvent } = options;
  const epochSteps = stepPlan.passes.length * stepPlan.stepsPerPass;
  const endsEpoch = (step: number): boolean => step > 0 && step % epochSteps === 0;
  const epochOf = (step: number): number => Math.max(1, Math.ceil(step / epochSteps));
  const save = (step: number): void => {
    clock.pause();
    clock.checkpoint(step, epochOf(step));
    options.checkpoint(step);
  };
  let step = firstStep;
  if (endsEpoch(step) && !(await options.afterEpoch(step))) return { step, interrupted: true };
  const meter = new ThroughputMeter(stepPlan, options.batchSize, firstStep);
  try {
    while (step < stepPlan.steps) {
      if (signal.aborted) {
        save(step);
        return { step, interrupted: true };
      }
      clock.run();
      const signatures = trainer.compiled;
      const began = performance.now();
      trainer.run(step);
      step++;
      if (trainer.compiled > signatures) {
        const now = performance.now();
        onEvent({ event: 'compiled', name: 'training step', seconds: (now - began) / 1000, sinceStart: now / 1000 });
      }
      const inPass = ((step - 1) % stepPlan.stepsPerPass) + 1;
      const passEnds = inPass === stepPlan.stepsPerPass;
      const isSaved = step % checkpointEvery === 0 || step === stepPlan.steps;
      if (inPass % logEvery === 0 || passEnds || isSaved) {
        const event = meter.event(step, trainer.read() as Reading);
        requireFinite(event);
        options.record(event);
        onEvent(event);
      }
      if (endsEpoch(step)) {
        clock.pause();
        clock.epochEnds(step, epochOf(step));
        const seconds = clock.epochSeconds.at(-1) as number;
        onEvent({ event: 'epoch', epoch: epochOf(step), epochs: stepPlan.epochs, seconds });
      }
      if (isSaved) save(step);
      if (endsEpoch(step) && !(await options.afterEpoch(step))) {
        if (!isSaved) save(step);
        return { step, interrupted: true };
      }
      if (isSaved || endsEpoch(step)) meter.skip();
      // Let signals and output through.
      await new Promise(setImmediate);
    }
  } finally {
    clock.pause();
  }
  return { step, interrupted: false };
}

function requireFinite({ loss, terms, step, epoch, passName }: StepEvent): void {
  if (Number.isFinite(loss)) return;
  const culprit = Object.entries(terms).find(([, value]) => !Number.isFinite(value))?.[0] ?? 'total';
  throw new NopropError({
    code: 'diverged',
    path: 'training',
    message: `The loss is ${loss} at step ${step} (epoch ${epoch}, ${passName}): the term ${culprit} is not finite.`,
    hint: 'The last checkpoint is kept. Lower optimizer.with.learningRate, or check the data.',
  });
}
