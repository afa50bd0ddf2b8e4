import { runChild } from './child';
import { median, report } from './report';

// Images per second over whole passes, and the cost of a pass beyond its steps: shuffling, readings, the loop.

interface EpochTiming {
  readonly milliseconds: number;
  readonly images: number;
  readonly times: readonly number[];
}

for (const shape of ['mnist', 'cifar-10']) {
  const timings = Array.from(
    { length: 3 },
    () => runChild<EpochTiming>('epoch-child.ts', [shape, '4000', '4'])[0] as EpochTiming,
  );
  report({
    name: `epoch/${shape}/images`,
    value: median(timings.map((each) => (1000 * each.images) / each.milliseconds)),
    unit: '1/s',
  });
  const overSteps = timings.map(({ milliseconds, times }) => milliseconds / (median(times) * times.length));
  report({ name: `epoch/${shape}/over-its-steps`, value: median(overSteps), unit: 'x' });
}
