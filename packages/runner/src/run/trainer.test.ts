import { type Optimizer, permutation, RandomStream } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { engineMemory, hostKey, readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createTrainer, method, numbersOf, onlyUpdates, SPLIT } from './fixture';
import type { Reading, Trainer } from './trainer';

const test = suite('Trainer');

let compiles = false;
test.before(async () => {
  const { compiler } = await startEngine();
  compiles = compiler !== 'none';
});

const runAll = (trainer: Trainer, from: number, to: number): void => {
  for (let step = from; step < to; step++) {
    trainer.run(step);
    // A pass with other programs needs a new reading.
    if (step % 3 === 2) trainer.read();
  }
};

/** The same blocks in double precision, without tensors. */
class Reference {
  readonly w: number[];
  velocity = [0, 0];
  updates = 0;
  seen = 0;

  constructor(start: readonly number[]) {
    this.w = [...start];
  }

  /** One update with the images at these indices. Returns the terms and the mean pixel. */
  step(indices: readonly number[], target: number): { fit: number; decay: number; mean: number } {
    const pixels = indices.map((i) => [0, 1].map((j) => (SPLIT.images[2 * i + j] as number) / 255));
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    const errors = pixels.map((x) => x.reduce((sum, value, j) => sum + value * (this.w[j] as number), 0) - target);
    const fit = mean(errors.map((error) => error * error));
    const decay = 0.25 * this.w.reduce((sum, value) => sum + value * value, 0);
    const gradient = this.w.map(
      (value, j) => mean(errors.map((error, i) => 2 * error * (pixels[i]?.[j] as number))) + 0.5 * value,
    );
    this.updates++;
    this.velocity = this.velocity.map((value, j) => 0.5 * value + (gradient[j] as number));
    this.velocity.forEach((value, j) => {
      this.w[j] = (this.w[j] as number) - (0.1 / this.updates) * value;
    });
    this.seen += mean(pixels.flat());
    return { fit, decay, mean: mean(pixels.flat()) };
  }
}

const close = (actual: number | undefined, expected: number, what: string): void =>
  assert.ok(
    Math.abs((actual as number) - expected) < 2e-6 * Math.max(1, Math.abs(expected)),
    `${what}: expected ${expected}, got ${actual}`,
  );

test('agrees with a double-precision reference, and reads means', () => {
  const seed = 3;
  const { trainer, stepPlan, dispose } = createTrainer(method, { seed });
  const start = numbersOf(trainer.state);
  const references = [1, 2, 3].map((t) => new Reference(start[`parameters/block/${t}/w`] as number[]));
  for (let first = 0; first < stepPlan.steps; first += 3) {
    const { epoch, pass } = stepPlan.position(first);
    const order = permutation(SPLIT.count, new RandomStream(seed, `shuffle/block/${pass + 1}`, [epoch, 0]));
    const reference = references[pass] as Reference;
    const expected = [0, 1, 2].map((i) => {
      trainer.run(first + i);
      return reference.step([...order.subarray(4 * i, 4 * i + 4)], pass + 1);
    });
    const { steps, terms, metrics, loss } = trainer.read() as Reading;
    const meanOf = (name: 'fit' | 'decay' | 'mean'): number => expected.reduce((sum, each) => sum + each[name], 0) / 3;
    assert.is(steps, 3);
    assert.equal(Object.keys(terms), ['fit', 'decay', 'noisyFit']);
    close(terms.fit, meanOf('fit'), 'fit');
    close(terms.decay, meanOf('decay'), 'decay');
    close(metrics.mean, meanOf('mean'), 'mean');
    close(loss, meanOf('fit') + meanOf('decay') + (terms.noisyFit as number), 'loss');
  }
  const end = numbersOf(trainer.state);
  references.forEach(({ w, velocity, seen, updates }, i) => {
    const group = `block/${i + 1}`;
    assert.is(trainer.state.groups[group]?.step, updates);
    w.forEach((value, j) => close(end[`parameters/${group}/w`]?.[j], value, `${group} w ${j}`));
    velocity.forEach((value, j) => close(end[`slots/velocity/${group}/w`]?.[j], value, `${group} velocity ${j}`));
    close(end[`statistics/${group}/seen`]?.[0], seen, `${group} seen`);
  });
  assert.is(trainer.state.groups.head?.step, stepPlan.steps, 'the head is updated in every pass');
  assert.equal(trainer.state.updates, { 'block/1': 6, 'block/2': 6, 'block/3': 6, head: 18 });
  dispose();
});

test('draws the noise of each update from its own stream and run count', () => {
  const seed = 5;
  const { trainer, stepPlan, dispose } = createTrainer(method, { seed, epochs: 1 });
  for (let step = 0; step < stepPlan.steps; step++) {
    trainer.run(step);
    const size = stepPlan.batchSize(stepPlan.position(step).passStep);
    const noise = tf.tidy(() => tf.mean(hostKey(seed, 'train/head', step).fold('x').normal([size, 2])));
    close(trainer.read()?.metrics.noise, readTensor(noise)[0] as number, `step ${step}`);
    noise.dispose();
  }
  dispose();
});

function endState(of = method, seed = 1): Record<string, number[]> {
  const { trainer, stepPlan, dispose } = createTrainer(of, { seed });
  runAll(trainer, 0, stepPlan.steps);
  const numbers = numbersOf(trainer.state);
  dispose();
  return numbers;
}

test('equal seeds end in identical bits, different seeds do not', () => {
  assert.equal(endState(), endState());
  assert.not.equal(endState(method, 2), endState());
});

test('independent updates commute: trained one by one, in any order, they end in the same bits', () => {
  const together = endState();
  const names = ['head', 'block/3', 'block/1', 'block/2'];
  const apart = Object.assign({}, ...names.map((name) => ofGroup(endState(onlyUpdates([name])), name))) as Record<
    string,
    number[]
  >;
  assert.equal(Object.keys(apart).sort(), Object.keys(together).sort());
  for (const [name, numbers] of Object.entries(together)) assert.equal(apart[name], numbers, name);
});

function ofGroup(numbers: Record<string, number[]>, group: string): Record<string, number[]> {
  return Object.fromEntries(Object.entries(numbers).filter(([name]) => name.includes(`/${group}/`)));
}

test('an update leaves other groups unchanged', () => {
  const { trainer, dispose } = createTrainer(method);
  const start = numbersOf(trainer.state);
  dispose();
  assert.equal(ofGroup(endState(onlyUpdates(['block/2'])), 'block/1'), ofGroup(start, 'block/1'));
});

test('compiles one step for all passes, plus one for a smaller last batch', () => {
  for (const [dropLast, signatures] of [
    [true, 1],
    [false, 2],
  ] as const) {
    const { trainer, stepPlan, dispose } = createTrainer(method, { dropLast });
    for (let step = 0; step < stepPlan.steps; step++) trainer.run(step);
    assert.is(trainer.compiled, compiles ? signatures : 0);
    dispose();
  }
});

/** Replaces every parameter with `scale` times the completed fraction of the run. */
const fractionKeeper = (scale: number): Optimizer => ({
  slots: [],
  update: (parameters, _gradients, _slots, _step, fraction) => ({
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([path, { shape }]) => [path, tf.fill(shape, 1).mul(tf.mul(fraction, scale))]),
    ),
    slots: {},
  }),
});

test('passes the completed fraction of the run to optimizers', () => {
  const { trainer, stepPlan, dispose } = createTrainer(method, { optimizer: fractionKeeper(1) });
  for (let step = 0; step < stepPlan.steps; step++) {
    trainer.run(step);
    trainer.read();
    const [actual] = numbersOf(trainer.state)['parameters/head/w'] as [number];
    assert.is(actual, Math.fround(step / stepPlan.steps));
  }
  assert.is(trainer.compiled, compiles ? 2 : 0, 'a new fraction compiles no new step');
  dispose();
});

test('gives a group with its own settings its own optimizer; equal settings share the compiled step', () => {
  const [shared, own] = [fractionKeeper(2), fractionKeeper(3)];
  const optimizer = { ...shared, forGroup: (name: string) => (name === 'block/2' ? own : shared) };
  const { trainer, stepPlan, dispose } = createTrainer(method, { optimizer, dropLast: true });
  for (let step = 0; step < stepPlan.steps; step++) {
    trainer.run(step);
    trainer.read();
  }
  const end = numbersOf(trainer.state);
  // The last steps of the three passes of two steps each, in the second of two epochs.
  const expected = [7, 9, 11].map((step, i) => Math.fround(step / 12) * (i === 1 ? 3 : 2));
  for (const [i, value] of expected.entries()) close(end[`parameters/block/${i + 1}/w`]?.[0], value, `block ${i + 1}`);
  assert.is(trainer.compiled, compiles ? 2 : 0);
  dispose();
});

test('leaks no tensors or handles over 100 steps', () => {
  const { trainer, stepPlan, dispose } = createTrainer(method, { epochs: 14 });
  runAll(trainer, 0, 18);
  const before = engineMemory();
  runAll(trainer, 18, 18 + 108);
  const after = engineMemory();
  assert.is(stepPlan.steps, 126);
  assert.is(after.tensors, before.tensors);
  assert.is(after.handles, before.handles);
  assert.is(after.tensorBytes, before.tensorBytes);
  dispose();
});

test('dispose frees every tensor and handle', () => {
  const before = engineMemory();
  const { trainer, dispose } = createTrainer(method);
  for (let step = 0; step < 4; step++) trainer.run(step);
  dispose();
  const after = engineMemory();
  assert.equal([after.tensors, after.handles], [before.tensors, before.handles]);
});

test('resumes pending sums in another trainer', () => {
  const whole = createTrainer(method);
  for (let step = 0; step < 3; step++) whole.trainer.run(step);
  const expected = whole.trainer.read();

  const first = createTrainer(method);
  const second = createTrainer(method);
  for (const { trainer } of [first, second]) for (let step = 0; step < 2; step++) trainer.run(step);
  second.trainer.read();
  const pending = first.trainer.pending as NonNullable<Trainer['pending']>;
  second.trainer.resumeSums(2, tf.clone(pending.sums), pending.steps);
  second.trainer.run(2);
  assert.equal(second.trainer.read(), expected);
  assert.is(second.trainer.read(), undefined, 'no step has run since');
  for (const { dispose } of [whole, first, second]) dispose();
});

test('refuses to mix the sums of different programs', () => {
  const { trainer, dispose } = createTrainer(onlyUpdates(['block/1', 'head']));
  for (let step = 0; step < 3; step++) trainer.run(step);
  const message = 'internal: read the metrics before running a pass with other programs.';
  assert.is(
    messageOf(() => trainer.run(3)),
    message,
  );
  trainer.read();
  trainer.run(3);
  assert.is(trainer.read()?.steps, 1);
  dispose();
});

test.run();
