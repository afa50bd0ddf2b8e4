import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engineMemory } from '../memory';
import { assertClose, startTestEngine } from '../testing';
import { type ConvNetState, convNetStep, initialState, runStep, stripes } from '../testing/conv-net';
import { tf } from '../tf';

const test = suite('training steps');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 2 }).then(() => undefined));

for (const compiler of ['graph', 'none'] as const) {
  test(`200 steps with compiler ${compiler} learn, and leave as many tensors and native handles as 20`, () => {
    const images = stripes();
    const step = convNetStep(images, { compiler });
    let state = initialState();
    const losses: number[] = [];
    const memoryAfter = (steps: number): object => {
      while (losses.length < steps) {
        const result = runStep(step, state, losses.length);
        state = result.state;
        losses.push(result.loss);
      }
      const { tensors, handles, tensorBytes } = engineMemory();
      return { tensors, handles, tensorBytes };
    };
    const early = memoryAfter(20);
    assert.equal(memoryAfter(200), early);
    assert.ok(
      (losses[0] as number) > 2 && (losses[199] as number) < 0.5,
      `the loss went from ${losses[0]} to ${losses[199]}`,
    );
    tf.dispose([state as never]);
    images.dispose();
    step.dispose();
  });
}

test('eager, graph and xla take the same steps', () => {
  const images = stripes();
  const runs = (['none', 'graph', 'xla'] as const).map((compiler) => {
    const step = convNetStep(images, { compiler });
    let state: ConvNetState = initialState();
    const losses = [0, 1, 2].map((number) => {
      const result = runStep(step, state, number);
      state = result.state;
      return result.loss;
    });
    return { losses, ...state };
  });
  const [eager, ...compiled] = runs as [(typeof runs)[0], (typeof runs)[0], (typeof runs)[0]];
  for (const [i, { losses, parameters, velocity }] of compiled.entries()) {
    const name = ['graph', 'xla'][i];
    assertClose(losses, eager.losses, 1e-4, `losses of ${name}`);
    for (const key of Object.keys(parameters)) {
      assertClose(parameters[key] as never, eager.parameters[key] as never, 1e-4, `values of ${key} of ${name}`);
      assertClose(velocity[key] as never, eager.velocity[key] as never, 1e-4, `velocities of ${key} of ${name}`);
    }
  }
});

test('the same steps give the same bytes', () => {
  const images = stripes();
  const step = convNetStep(images);
  const [first, second] = [0, 1].map(() => {
    let state = initialState();
    for (let number = 0; number < 5; number++) ({ state } = runStep(step, state, number));
    return Object.values(state.parameters).map((tensor) => [...tensor.dataSync()]);
  });
  assert.equal(first, second);
});

test.run();
