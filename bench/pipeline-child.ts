import { readFileSync } from 'node:fs';
import { readTensor, startEngine, tf } from '@noprop/engine';
import { createPlan, createStepPlan, initialState, Trainer } from '@noprop/runner';
import { builtIns } from '../packages/cli/src/built-ins';
import { randomSplit } from './workload';

/**
 * Times training steps of a pipeline on random MNIST-shaped images, in its own process:
 * `pipeline-child.ts FILE STEPS [OVERRIDE...]`. Prints the milliseconds of each step and of the first (with its
 * compilation), and by how many megabytes the peak resident set has grown since before the first.
 */
async function main(): Promise<void> {
  const [file, steps, ...overrides] = process.argv.slice(2) as [string, string, ...string[]];
  const { threads } = await startEngine({ device: 'cpu' });
  const plan = await createPlan({
    text: readFileSync(file, 'utf8'),
    file,
    overrides: ['dataset={ uses: noprop/glyphs }', ...overrides],
    builtIns,
  });
  const { objective, optimizer, dataset } = plan.parts;
  const { batchSize } = plan.data.training;
  const count = Number(steps);
  const examples = batchSize * (count + WARM_UP);
  const stepPlan = createStepPlan(objective, { examples, batchSize, epochs: 1, dropLast: false });
  const split = randomSplit(dataset.image, examples);
  const trainer = new Trainer(objective, optimizer, stepPlan, split, 1, initialState(objective, optimizer, 1));
  const before = peak();
  const first = time(() => trainer.run(0));
  for (let i = 1; i < WARM_UP; i++) trainer.run(i);
  const times = Array.from({ length: count }, (_, i) => time(() => trainer.run(WARM_UP + i)));
  process.stdout.write(`${JSON.stringify({ first, times, megabytes: peak() - before, threads })}\n`);
}

const WARM_UP = 2;

/** Peak resident set so far, in megabytes. */
const peak = (): number => process.resourceUsage().maxRSS / 1024;

/** Milliseconds of a step. Its work is done when a tensor created after it can be read. */
function time(work: () => void): number {
  const start = performance.now();
  work();
  const mark = tf.scalar(0);
  readTensor(mark);
  mark.dispose();
  return performance.now() - start;
}

void main();
