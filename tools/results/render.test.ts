import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ResultRecord } from '../../packages/evaluation/src/results/result-record';
import { renderResults } from './render';
import { renderOneEpoch } from './render-one-epoch';

const test = suite('tables of results');

const record = (pipeline: string, changes: Partial<ResultRecord> = {}, runs: number[] = [0.97]): ResultRecord => ({
  pipeline: `pipelines/${pipeline}.yaml`,
  overrides: [],
  epochs: 1,
  seed: 1,
  date: '2026-11-25',
  machine: '2 cores, no GPU',
  evaluation: { test: { accuracy: runs.reduce((a, b) => a + b, 0) / runs.length, images: 10_000, runs } },
  ...changes,
});

const rowsOf = (...records: readonly ResultRecord[]): readonly string[] =>
  renderResults(records)
    .split('\n')
    .filter((line) => line.startsWith('| `'));

test('puts seeds of one pipeline and budget into one row, with the spread over all values', () => {
  const name = 'table-1/mnist/noprop-dt-one-hot';
  const commit = '9df8fc120a79d9db39ea0ab7dac5b95f46f9d56d';
  const rows = rowsOf(
    record(name, { commit, overrides: ['a=1', 'seed=1'] }, [0.97, 0.98]),
    record(name, { seed: 2, date: '2026-11-26', overrides: ['seed=2', 'a=1'] }, [0.98, 0.99]),
    record(name, { overrides: ['a=2'], machine: 'an H100' }),
  );
  assert.equal(rows, [
    '| `table-1/mnist/noprop-dt-one-hot` | 98.00 ± 0.82 % | 99.47 ± 0.05 % | −1.47 (−29.4) | 1 of 100 | 2 x 2 | CPU | 2026-11-26, 9df8fc1 |',
    '| `table-1/mnist/noprop-dt-one-hot` | 97.00 % | 99.47 ± 0.05 % | −2.47 (−49.4) | 1 of 100 | 1 x 1 | GPU | 2026-11-25 |',
  ]);
});

test('shows notes, parts of the images and other settings in the cells they belong to', () => {
  const test1000 = { accuracy: 0.97, images: 1000, runs: [0.97] };
  const rows = rowsOf(
    record('table-1/mnist/noprop-fm-dim-20', {
      ...{ trainingImages: 4096, settings: ['time steps 100 instead of 1000'], evaluation: { test: test1000 } },
      notes: { accuracy: 'a', paper: 'b', epochs: 'c', date: 'd' },
    }),
  );
  assert.equal(rows, [
    '| `table-1/mnist/noprop-fm-dim-20` | 97.00 % (1,000 images, a) | 99.29 ± 0.05 % (b) | −2.29 (−45.8) | 1 of 100 (4,096 training images, time steps 100 instead of 1000, c) | 1 x 1 | CPU | 2026-11-25, d |',
  ]);
});

test('sorts by dataset, then by row of Table 1, with everything else last', () => {
  const names = [
    'quickstart',
    'table-1/cifar-10/backprop-one-hot',
    'table-1/mnist/forward-forward-label',
    'table-1/mnist/forward-forward',
    'table-1/mnist/noprop-ct-one-hot',
    'table-1/mnist/backprop-one-hot',
  ];
  const order = rowsOf(...names.map((name) => record(name)), record('table-1/mnist/noprop-ct-one-hot', { epochs: 13 }));
  assert.equal(
    order.map((row) => row.split(' | ').filter((_, i) => i === 0 || i === 2 || i === 4)),
    [
      ['| `table-1/mnist/backprop-one-hot`', '99.46 ± 0.06 %', '1 of 100'],
      ['| `table-1/mnist/noprop-ct-one-hot`', '97.84 ± 0.71 %', '1 of 100'],
      ['| `table-1/mnist/noprop-ct-one-hot`', '97.84 ± 0.71 %', '13 of 100'],
      ['| `table-1/mnist/forward-forward`', '98.63 %', '1 of 100'],
      ['| `table-1/mnist/forward-forward-label`', '-', '1'],
      ['| `table-1/cifar-10/backprop-one-hot`', '79.92 ± 0.14 %', '1 of 150'],
      ['| `quickstart`', '-', '1'],
    ],
  );
});

test('lists one epoch of all MNIST images next to the paper, and leaves out other budgets', () => {
  const lines = renderOneEpoch([
    record('table-1/mnist/noprop-fm-one-hot', { epochs: 2 }),
    record('table-1/mnist/noprop-fm-one-hot', {}, [0.9512, 0.9534]),
    record('table-1/mnist/noprop-dt-one-hot', { trainingImages: 4096, overrides: ['training.limit=4096'] }),
    record('table-1/mnist/noprop-dt-one-hot'),
    record('table-1/cifar-10/noprop-dt-one-hot'),
    record('table-1/mnist/noprop-dt-dim-20'),
  ]).split('\n');
  assert.equal(lines.slice(1, 5), [
    '| MNIST, one-hot labels | test accuracy after 1 epoch | the paper, after 100 |',
    '| --- | --- | --- |',
    '| NoProp-DT | 97.00 % | 99.47 ± 0.05 % |',
    '| NoProp-FM | 95.23 ± 0.16 % | 99.21 ± 0.09 % |',
  ]);
});

test.run();
