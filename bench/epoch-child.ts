import { startEngine } from '@noprop/engine';
import { createWorkload } from './workload';

/** Times a small epoch with all its passes, shuffles and readings: `epoch-child.ts SHAPE EXAMPLES PASSES`. */
async function main(): Promise<void> {
  const [shape, examples, passes] = process.argv.slice(2) as [string, string, string];
  await startEngine({ device: 'cpu' });
  const { trainer, steps } = createWorkload(shape, Number(examples), Number(passes));
  const perPass = steps / Number(passes);
  // The first pass is not timed: it compiles both signatures, for full batches and for the last one.
  for (let step = 0; step < perPass; step++) trainer.run(step);
  trainer.read();
  const times: number[] = [];
  const start = performance.now();
  for (let step = perPass; step < steps; step++) {
    const began = performance.now();
    trainer.run(step);
    times.push(performance.now() - began);
    if ((step + 1) % perPass === 0) trainer.read();
    await new Promise(setImmediate);
  }
  const milliseconds = performance.now() - start;
  process.stdout.write(`${JSON.stringify({ milliseconds, images: Number(examples) * (Number(passes) - 1), times })}\n`);
}

void main();
