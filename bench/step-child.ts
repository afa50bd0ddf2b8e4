import { readTensor, startEngine, tf } from '@noprop/engine';
import { BATCH, createWorkload } from './workload';

/**
 * Times training steps in its own process: `step-child.ts SHAPE COMPILER STEPS`. Prints the milliseconds of each step
 * and of the first (with its compilation), and the higher matrix-multiply rate of those just before and after.
 */
async function main(): Promise<void> {
  const [shape, compiler, steps] = process.argv.slice(2) as [string, 'graph' | 'none', string];
  const engine = await startEngine({ compiler, device: 'cpu' });
  const before = matrixRate();
  const count = Number(steps);
  const { trainer } = createWorkload(shape, BATCH * (count + 4));
  const first = time(() => trainer.run(0));
  for (let i = 1; i < 4; i++) trainer.run(i);
  const times = Array.from({ length: count }, (_, i) => time(() => trainer.run(4 + i)));
  const loss = trainer.read()?.loss;
  process.stdout.write(`${JSON.stringify({ first, times, rate: Math.max(before, matrixRate()), loss, engine })}\n`);
}

function time(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Best GFLOP/s of a 2048 x 2048 matrix product. */
function matrixRate(): number {
  const size = 2048;
  const a = tf.ones([size, size]);
  const rates = Array.from({ length: 5 }, () => {
    const milliseconds = time(() => {
      const product = tf.matMul(a as never, a as never);
      readTensor(product);
      product.dispose();
    });
    return (2 * size ** 3) / milliseconds / 1e6;
  });
  a.dispose();
  return Math.max(...rates);
}

void main();
