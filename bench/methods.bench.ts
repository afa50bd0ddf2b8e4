import { runChild } from './child';
import { median, report } from './report';

// One training step of every method of Table 1 on MNIST-shaped images, each with its own batch size, and what the
// adjoint method saves: its step compared with a tape of all steps, and its memory at 1000 steps compared with 100.

interface Timing {
  readonly first: number;
  readonly times: readonly number[];
  readonly megabytes: number;
}

const ROUNDS = 3;
const STEPS = 5;

const run = (name: string, steps: number, ...overrides: readonly string[]): Timing =>
  runChild<Timing>('pipeline-child.ts', [
    `pipelines/table-1/mnist/${name}.yaml`,
    String(steps),
    ...overrides,
  ])[0] as Timing;
const stepOf = (timings: readonly Timing[]): number => median(timings.flatMap(({ times }) => times));
const memoryOf = (timings: readonly Timing[]): number => median(timings.map(({ megabytes }) => megabytes));
/** Rounds alternate, so that a slow minute of a shared machine affects all cases alike. */
function inRounds<K extends string>(cases: Readonly<Record<K, () => Timing>>): Record<K, Timing[]> {
  const timings = Object.fromEntries(Object.keys(cases).map((name): [string, Timing[]] => [name, []])) as Record<
    K,
    Timing[]
  >;
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, measure] of Object.entries(cases) as [K, () => Timing][]) timings[name].push(measure());
  }
  return timings;
}

const methods = [
  'noprop-dt-one-hot',
  'noprop-ct-one-hot',
  'noprop-fm-one-hot',
  'backprop-one-hot',
  'forward-forward',
  'forward-forward-label',
  'forward-gradient',
  'difference-target-propagation',
];
const each = inRounds(Object.fromEntries(methods.map((name) => [name, () => run(name, STEPS)])));
for (const [name, timings] of Object.entries(each)) {
  report({ name: `methods/${name}/step`, value: stepOf(timings), unit: 'ms' });
}

// With batches of 128, a tape can hold 100 steps in reasonable time.
const adjoint = inRounds({
  tape: () => run('adjoint-one-hot', 2, 'objective.with.steps=100', 'objective.with.gradient=unrolled'),
  few: () => run('adjoint-one-hot', 2, 'objective.with.steps=100'),
  many: () => run('adjoint-one-hot', 2),
});
report({ name: 'methods/adjoint-one-hot/step', value: stepOf(adjoint.many), unit: 'ms' });
report({ name: 'methods/adjoint-one-hot/step of 100', value: stepOf(adjoint.few), unit: 'ms' });
report({
  name: 'methods/adjoint/tape-over-adjoint of 100',
  value: stepOf(adjoint.tape) / stepOf(adjoint.few),
  unit: 'x',
});
const firstOf = (timings: readonly Timing[]): number => median(timings.map(({ first }) => first));
report({
  name: 'methods/adjoint/first-step-tape-over-adjoint of 100',
  value: firstOf(adjoint.tape) / firstOf(adjoint.few),
  unit: 'x',
});
report({ name: 'methods/adjoint/memory of 100', value: memoryOf(adjoint.few), unit: 'MB' });
report({ name: 'methods/adjoint/memory of 1000', value: memoryOf(adjoint.many), unit: 'MB' });
report({
  name: 'methods/adjoint/memory-tape-over-adjoint of 100',
  value: memoryOf(adjoint.tape) / memoryOf(adjoint.few),
  unit: 'x',
});
// Megabytes of the stored states: steps x 128 x 10 numbers of four bytes.
const trajectory = (steps: number): number => (steps * 128 * 10 * 4) / 1e6;
report({
  name: 'methods/adjoint/memory-1000-over-100-without-trajectory',
  value: (memoryOf(adjoint.many) - trajectory(1000)) / (memoryOf(adjoint.few) - trajectory(100)),
  unit: 'x',
});
