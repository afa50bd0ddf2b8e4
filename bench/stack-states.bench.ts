import { compile, readTensor, stackStates, startEngine, type Tensor, tf } from '@noprop/engine';
import { median, report } from './report';

// A loop that keeps its states writes each one in place. If a write copied all of them, a step would cost ten times as
// much in a loop that is ten times as long.

const WIDTH = 2 ** 14;
const [FEW, MANY] = [200, 2000];
const ROUNDS = 7;

async function main(): Promise<void> {
  await startEngine({ device: 'cpu' });
  const loops = [FEW, MANY].map((count) => {
    const run = compile(
      (x: Tensor) =>
        tf.slice(
          stackStates(count, x, (each) => tf.add(each, 1)),
          [count, 0],
          [1, 1],
        ),
      {
        name: `stack-states-${count}`,
      },
    );
    const times: number[] = [];
    return { count, run, times };
  });
  const start = tf.zeros([WIDTH]);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { count, run, times } of loops) {
      const began = performance.now();
      const last = run(start);
      if (readTensor(last)[0] !== count) throw new Error(`internal: the last of ${count} states is wrong`);
      last.dispose();
      // The first call compiles.
      if (round > 0) times.push((performance.now() - began) / count);
    }
  }
  const [few, many] = loops.map(({ times }) => median(times)) as [number, number];
  report({ name: `record/step of ${FEW}`, value: few * 1000, unit: 'us' });
  report({ name: `record/step of ${MANY}-over-${FEW}`, value: many / few, unit: 'x' });
}

void main();
