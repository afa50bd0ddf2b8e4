import { buildComponent, type Component, type Optimizer, type Slots, type Tensors } from '@noprop/core';
import { readTensor, startEngine, tf } from '@noprop/engine';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/**
 * The laws of every optimizer, as a test suite. Call it from the optimizer's test file, with options that let it reach
 * the minimum of a quadratic within 400 updates.
 */
export function testOptimizer(
  component: Component<'optimizer'>,
  options: Readonly<Record<string, unknown>> = {},
): void {
  const test = suite(`laws of ${component.name} ${JSON.stringify(options)}`);
  const optimizer = buildComponent(component, options);

  test.before(() => startEngine({ backend: 'cpu' }).then(() => undefined));

  test('gives the same result for any order of parameters', () => {
    const forward = run(
      optimizer,
      [
        ['a', [1, -2]],
        ['b', [3]],
      ],
      3,
    );
    const backward = run(
      optimizer,
      [
        ['b', [3]],
        ['a', [1, -2]],
      ],
      3,
    );
    assert.equal(forward, backward);
  });

  test('updates each parameter independently', () => {
    const together = run(
      optimizer,
      [
        ['a', [1, -2]],
        ['b', [3]],
      ],
      3,
    );
    const alone = run(optimizer, [['a', [1, -2]]], 3);
    assert.equal(alone.a, together.a);
  });

  test('returns the declared slots with the shapes of the parameters', () => {
    tf.tidy(() => {
      const { parameters, slots } = stateOf(optimizer, [
        ['a', [1, -2]],
        ['b', [3]],
      ]);
      const next = optimizer.update(parameters, parameters, slots, tf.scalar(1, 'int32'), tf.scalar(0));
      assert.equal(Object.keys(next.slots).sort(), [...optimizer.slots].sort());
      for (const tensors of [next.parameters, ...Object.values(next.slots)]) {
        assert.equal(Object.keys(tensors).sort(), ['a', 'b']);
        assert.equal([tensors.a?.shape, tensors.b?.shape], [[2], [1]]);
      }
    });
  });

  test('takes its first step downhill', () => {
    const { a } = run(optimizer, [['a', [1, -2, 0.5]]], 1) as { a: number[] };
    assert.ok((a[0] as number) < 1 && (a[1] as number) > -2 && (a[2] as number) < 0.5, String(a));
  });

  test('reaches the minimum of a quadratic', () => {
    const { a, b } = run(
      optimizer,
      [
        ['a', [1, -2]],
        ['b', [3]],
      ],
      400,
    ) as { a: number[]; b: number[] };
    const height = [...a, ...b].reduce((sum, value) => sum + value * value, 0);
    assert.ok(height < 0.01 * (1 + 4 + 9), `${height} after 400 updates, starting at 14`);
  });

  test('leaves its inputs unchanged and leaks no tensors', () => {
    const before = tf.memory().numTensors;
    const { parameters, slots } = stateOf(optimizer, [['a', [1, -2]]]);
    const step = tf.scalar(1, 'int32');
    const fraction = tf.scalar(0);
    const next = optimizer.update(parameters, parameters, slots, step, fraction);
    assert.equal(toArrays(parameters), { a: [1, -2] });
    for (const name of optimizer.slots) assert.equal(toArrays(slots[name] as Tensors), { a: [0, 0] });
    tf.dispose([parameters, slots, step, fraction, next.parameters, next.slots]);
    assert.is(tf.memory().numTensors, before);
  });

  test.run();
}

type Start = readonly (readonly [path: string, values: readonly number[]])[];

/** Minimizes half the squared norm, whose gradient is the parameter itself. */
function run(optimizer: Optimizer, start: Start, updates: number): Record<string, number[]> {
  return tf.tidy(() => {
    let { parameters, slots } = stateOf(optimizer, start);
    for (let step = 1; step <= updates; step++) {
      ({ parameters, slots } = optimizer.update(parameters, parameters, slots, tf.scalar(step, 'int32'), tf.scalar(0)));
    }
    return toArrays(parameters) as never;
  }) as unknown as Record<string, number[]>;
}

function stateOf(optimizer: Optimizer, start: Start): { parameters: Tensors; slots: Slots } {
  const tensors = (make: (values: readonly number[]) => number[]): Tensors =>
    Object.fromEntries(start.map(([path, values]) => [path, tf.tensor1d(make(values))]));
  return {
    parameters: tensors((values) => [...values]),
    slots: Object.fromEntries(optimizer.slots.map((name) => [name, tensors((values) => values.map(() => 0))])),
  };
}

const toArrays = (tensors: Tensors): Record<string, number[]> =>
  Object.fromEntries(Object.entries(tensors).map(([path, tensor]) => [path, [...readTensor(tensor)]]));
