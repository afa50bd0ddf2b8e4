import { runChild } from './child';
import { median, report } from './report';

// Inference in continuous time on 500 MNIST-shaped images: the paper's 1000 steps, what computing image features
// only once saves, and whether memory grows with repeated predictions.

interface Timing {
  readonly images: number;
  readonly first: number;
  readonly measured: readonly { readonly milliseconds: number; readonly tensors: number; readonly megabytes: number }[];
}

const STEPS = 1000;
/** Without cached features, a thousand steps would take minutes. */
const FEW = 20;

const run = (...args: readonly string[]): Timing => runChild<Timing>('inference-child.ts', args)[0] as Timing;
const millisecondsOf = ({ measured }: Timing): number => median(measured.map(({ milliseconds }) => milliseconds));

for (const method of ['noprop-ct', 'noprop-fm']) {
  const whole = run(method, 'once', String(STEPS), '7');
  report({ name: `inference/${method}/image`, value: millisecondsOf(whole) / whole.images, unit: 'ms' });
  report({ name: `inference/${method}/step of 500`, value: millisecondsOf(whole) / STEPS, unit: 'ms' });
  report({ name: `inference/${method}/first-over-later`, value: whole.first / millisecondsOf(whole), unit: 'x' });
  const [early, late] = [whole.measured[0], whole.measured.at(-1)] as [
    Timing['measured'][number],
    Timing['measured'][number],
  ];
  report({ name: `inference/${method}/tensors-gained`, value: late.tensors - early.tensors, unit: 'tensors' });
  report({ name: `inference/${method}/resident-gained`, value: late.megabytes - early.megabytes, unit: 'MiB' });
  const few = millisecondsOf(run(method, 'once', String(FEW), '5'));
  const each = millisecondsOf(run(method, 'each-step', String(FEW), '3'));
  // Both timings include one computation of the features.
  const features = (each - few) / (FEW - 1);
  const step = millisecondsOf(whole) / STEPS;
  report({ name: `inference/${method}/features-each-step-over-once`, value: (features + step) / step, unit: 'x' });
}
