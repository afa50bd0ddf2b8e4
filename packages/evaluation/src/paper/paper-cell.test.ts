import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { paperCell } from './paper-cell';

const test = suite('paperCell');

const settings = { optimizer: 'AdamW', learningRate: 0.001, weightDecay: 0.001, batchSize: 128, steps: 10, eta: 0.1 };
const protocol = { seeds: 3, runs: 5, device: 'gpu', trainingImages: 60_000, testImages: 10_000 };

test('returns a full cell of Table 1', () => {
  assert.equal(paperCell('table-1-mnist-noprop-dt-one-hot'), {
    name: 'table-1-mnist-noprop-dt-one-hot',
    source: 'Table 1',
    readByEye: false,
    method: 'NoProp-DT',
    embedding: 'one-hot',
    dataset: 'mnist',
    epochs: 100,
    settings,
    ...protocol,
    variant: 'one-hot',
    test: 0.9947,
    testSpread: 0.0005,
    train: 0.9992,
    trainSpread: 0.0001,
    memoryGigabytes: 0.49,
  });
});

test('gives a quoted cell its source, but no spread or settings', () => {
  assert.equal(paperCell('table-1-cifar-10-forward-gradient'), {
    name: 'table-1-cifar-10-forward-gradient',
    source: 'Table 1',
    readByEye: false,
    quotedFrom: 'Ren, Kornblith, Liao and Hinton, "Scaling Forward Gradient With Local Losses" (ICLR 2023)',
    method: 'Forward Gradient (LG-FG-A)',
    dataset: 'cifar-10',
    test: 0.6932,
    train: 0.8061,
    testImages: 10_000,
  });
  assert.is(paperCell('table-1-mnist-forward-forward')?.epochs, 100);
});

test('does not mistake cifar-100 for cifar-10', () => {
  const { dataset, test: accuracy, epochs, settings: row } = paperCell('table-1-cifar-100-noprop-fm-one-hot') ?? {};
  assert.equal([dataset, accuracy, epochs, row?.optimizer, row?.steps], ['cifar-100', 0.0638, 1000, 'Adam', 1000]);
});

test('takes softmax bars of Figure 7 from Table 1 and radial bars by eye', () => {
  assert.equal(paperCell('figure-7-mnist-radial-dim-20'), {
    name: 'figure-7-mnist-radial-dim-20',
    source: 'Figure 7',
    readByEye: true,
    method: 'NoProp-DT',
    embedding: 'dim-20',
    dataset: 'mnist',
    epochs: 100,
    settings,
    ...protocol,
    variant: 'radial, dim-20',
    test: 0.9948,
  });
  const {
    source,
    readByEye,
    variant,
    test: accuracy,
    testSpread,
    train,
  } = paperCell('figure-7-cifar-10-softmax-prototype') ?? {};
  assert.equal(
    [source, readByEye, variant, accuracy, testSpread, train],
    ['Figure 7', false, 'softmax, prototype', 0.8054, 0.002, undefined],
  );
});

test('gives each bar of Figure 11 an image-size embedding and its init', () => {
  const of = (start: string) => paperCell(`figure-11-cifar-100-${start}`);
  assert.equal(
    ['orthogonal', 'prototype', 'random'].map((start) => [
      of(start)?.test,
      of(start)?.readByEye,
      of(start)?.embedding,
      of(start)?.variant,
    ]),
    [
      [0.462, true, 'prototype', 'orthogonal'],
      [0.4606, false, 'prototype', 'prototype'],
      [0.457, true, 'prototype', 'random'],
    ],
  );
});

test('adds the memory of Table 2 and the time of Figure 3 to one-hot cells only', () => {
  const of = (cell: string) => {
    const { memoryGigabytes, endSeconds } = paperCell(`table-1-cifar-100-${cell}`) ?? {};
    return [memoryGigabytes, endSeconds];
  };
  assert.equal(of('noprop-ct-one-hot'), [0.5, 16_800]);
  assert.equal(of('noprop-ct-prototype'), [undefined, undefined]);
});

test('returns undefined for any other name', () => {
  const names = [
    'quickstart',
    'smoke-table-1-mnist-noprop-dt-one-hot',
    'table-1-mnist-forward-forward-label',
    'table-1-cifar-10-forward-forward',
    'table-1-mnist-noprop-dt',
    'table-1-svhn-noprop-dt-one-hot',
    'table-2-cifar-10-adjoint',
    'figure-3-cifar-100-noprop-ct',
    'figure-7-mnist-one-hot',
    'figure-7-mnist-radial-dim-21',
    'figure-11-mnist-constructor',
    '',
  ];
  assert.equal(
    names.filter((name) => paperCell(name) !== undefined),
    [],
  );
});

test.run();
