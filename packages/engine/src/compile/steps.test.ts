import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engineMemory } from '../memory';
import { assertClose, startTestEngine } from '../testing';
import { type ConvNetState, convNetStep, initialState, runStep, stripes } from '../testing/conv-net';
import { tf } from '../tf';

const test = suite('training steps');

test.before(() => startTestEngine({ backend: 'tensorflow', threads: 2 }).then(() => undefined));

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Keeps the garbage of JavaScript out of what is measured. */
async function rest(): Promise<void> {
  collectGarbage();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Steps after which the heap has found its size. */
const WARM = 250;

/** Megabytes that 500 steps may add: a leak of one of a step's larger tensors would add 37. */
const ALLOWED_GROWTH = 8;

for (const compiler of ['graph', 'none'] as const) {
  test(`compiler ${compiler}: 500 steps leave tensors, handles and resident memory as they were`, async () => {
    const images = stripes();
    const step = convNetStep(images, { compiler });
    let state = initialState();
    const losses: number[] = [];
    const run = async (from: number, to: number): Promise<ReturnType<typeof engineMemory>> => {
      for (let number = from; number < to; number++) {
        const result = runStep(step, state, number);
        state = result.state;
        losses.push(result.loss);
        if (number % 25 === 24) await rest();
      }
      return engineMemory();
    };
    const early = await run(0, WARM);
    const late = await run(WARM, WARM + 500);
    assert.equal([late.tensors, late.handles, late.tensorBytes], [early.tensors, early.handles, early.tensorBytes]);
    const growth = (late.residentBytes - early.residentBytes) / 1e6;
    assert.ok(growth < ALLOWED_GROWTH, `resident memory grew by ${growth} MB in 500 steps`);
    assert.ok(
      (losses[0] as number) > 2 && (losses[499] as number) < 0.1,
      `the loss went from ${losses[0]} to ${losses[499]}`,
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
