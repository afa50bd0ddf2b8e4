import { type ContinuousSchedule, createScope, type DiscreteSchedule } from '@noprop/core';
import { hostKey, readTensor, tf } from '@noprop/engine';
import type { ScheduleCurve } from '@noprop/evaluation';
import { openTrainedRun, type TrainedRun } from '@noprop/runner';
import { builtIns } from '../built-ins';
import { type BeforeAndAfter, beforeAndAfter, startEngineOf } from './initial-values';

/** Equally spaced times in [0, 1] at which continuous schedules are read. */
const TIMES = 101;

/**
 * The noise schedule of a run: before training, in its newest checkpoint, and the log-linear one between the same ends
 * as the learned one. A fixed schedule is one curve under its own name; without a schedule there is none.
 *
 * @paper eq:30 eq:31
 * @throws NopropError what `openTrainedRun` refuses
 */
export async function gammaOf(path: string): Promise<readonly ScheduleCurve[]> {
  const run = await openTrainedRun(path, builtIns);
  const { schedule } = run.plan.parts;
  if (schedule === undefined) return [];
  const name = (run.plan.data.slots.schedule?.uses ?? '').split('/').at(-1) as string;
  if (schedule.kind === 'discrete') return [discreteCurve(name, schedule)];
  await startEngineOf(run);
  const parameters = await parametersOf(run, schedule);
  if (parameters.length === 0) return [curveOf(name, schedule, {})];
  const values = (which: keyof BeforeAndAfter): Record<string, Float32Array> =>
    Object.fromEntries(parameters.map(([path, both]) => [path, both[which]]));
  const learned = curveOf('learned', schedule, values('learned'));
  return [curveOf('initial', schedule, values('initial')), learned, logLinear(learned)];
}

function parametersOf(
  run: TrainedRun,
  { parameters }: ContinuousSchedule,
): Promise<readonly (readonly [string, BeforeAndAfter])[]> {
  return Promise.all(
    Object.entries(parameters).map(
      async ([path, spec]) => [path, await beforeAndAfter(run, 'schedule', path, spec)] as const,
    ),
  );
}

function curveOf(
  name: string,
  schedule: ContinuousSchedule,
  values: Readonly<Record<string, Float32Array>>,
): ScheduleCurve {
  const t = Array.from({ length: TIMES }, (_, i) => i / (TIMES - 1));
  return tf.tidy(() => {
    const parameters = Object.fromEntries(
      Object.entries(values).map(([path, each]) => [path, tf.tensor(each, [...shapeOf(schedule, path)], 'float32')]),
    );
    const source = { group: 'schedule', parameters, statistics: {}, training: false, random: hostKey(0, 'unused') };
    const { gamma, snr } = schedule.at(createScope(source).scope, tf.tensor1d(t));
    return { name, t, gamma: [...readTensor(gamma)], snr: [...readTensor(snr)] };
  });
}

const shapeOf = ({ parameters }: ContinuousSchedule, path: string): readonly number[] => parameters[path]?.shape ?? [];

/** SNR = exp(-gamma) in discrete time, at t / T. */
function discreteCurve(name: string, { steps, snr }: DiscreteSchedule): ScheduleCurve {
  return { name, t: snr.map((_, i) => i / steps), gamma: snr.map((value) => -Math.log(value)), snr };
}

function logLinear({ t, gamma }: ScheduleCurve): ScheduleCurve {
  const [first, last] = [gamma[0] as number, gamma.at(-1) as number];
  const line = t.map((time) => first + (last - first) * time);
  return { name: 'log-linear', t, gamma: line, snr: line.map((value) => Math.exp(-value)) };
}
