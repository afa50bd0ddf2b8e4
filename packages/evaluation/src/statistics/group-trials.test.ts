import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runRecord, sweepRecord, trialRecord } from './fixture';
import { groupRuns, groupTrials } from './group-trials';

const test = suite('groupTrials');

const dt = 'table-1-mnist-noprop-dt-one-hot';

test('groups trials of the same name and point over their seeds, in sweep order', () => {
  const trials = [
    trialRecord('quickstart', 1, { run: runRecord({ test: [0.5] }) }),
    trialRecord(dt, 1, { run: runRecord({ test: [0.9, 0.92], train: [0.99, 0.99] }) }),
    trialRecord(dt, 2, { run: runRecord({ test: [0.94, 0.96], train: [0.97, 0.97] }) }),
    trialRecord(dt, 3, { status: 'failed', reason: 'It diverged.' }),
    trialRecord(dt, 4, { status: 'stopped' }),
    trialRecord(dt, 5, { status: 'missing' }),
    trialRecord(dt, 6, { status: 'running' }),
    trialRecord(dt, 7, { status: 'interrupted' }),
  ];
  const [quickstart, cell, ...more] = groupTrials(sweepRecord(trials));
  assert.is(more.length, 0);
  assert.equal(quickstart, {
    name: 'quickstart',
    point: {},
    label: 'quickstart',
    trials: [trials[0]],
    failed: [],
    stopped: [],
    missing: [],
    test: { n: 1, seeds: 1, runs: 1, mean: 0.5 },
  });
  assert.equal(
    [cell?.trials, cell?.failed, cell?.stopped, cell?.missing],
    [trials.slice(1, 3), trials.slice(3, 4), trials.slice(4, 5), trials.slice(5)],
  );
  assert.equal([cell?.test?.n, cell?.test?.seeds, cell?.test?.runs, cell?.test?.mean], [4, 2, 2, 0.9299999999999999]);
  assert.equal(cell?.train?.mean, 0.98);
  assert.is(cell?.paper?.test, 0.9947);
});

test('distinguishes points whatever the order of their axes, and shows them in the label', () => {
  const point = (rate: number) => ({
    pipeline: dt,
    'optimizer.with.learningRate': rate,
    embedding: { uses: 'noprop/learned', with: { dimension: 20 } },
  });
  const trials = [0.01, 0.001, 0.01].map((rate, seed) => trialRecord(dt, seed, { point: point(rate) }));
  const turned = Object.fromEntries(Object.entries(point(0.01)).reverse());
  const groups = groupTrials(sweepRecord([...trials, trialRecord(dt, 4, { point: turned })]));
  assert.equal(
    groups.map(({ label, missing }) => [label, missing.map(({ seed }) => seed)]),
    [
      [`${dt} (optimizer.with.learningRate=0.01, embedding=noprop/learned (dimension: 20))`, [0, 2, 4]],
      [`${dt} (optimizer.with.learningRate=0.001, embedding=noprop/learned (dimension: 20))`, [1]],
    ],
  );
  assert.equal([groups[0]?.test, groups[0]?.train], [undefined, undefined]);
});

test('gives a completed trial without measurements no summary', () => {
  const [group] = groupTrials(sweepRecord([trialRecord(dt, 1, { run: runRecord() })]));
  assert.equal([group?.trials.length, group?.missing.length, group?.test], [1, 0, undefined]);
});

test('groups single runs that differ only in their seed, and counts the same plan once', () => {
  const of = (seed: number, epochs: number, planId: string, accuracy: number) =>
    runRecord({ planId, plan: { seed, training: { epochs, batchSize: 128 } }, test: [accuracy] });
  const runs = [of(1, 100, 'a', 0.5), of(1, 1, 'b', 0.1), of(2, 100, 'c', 0.7), of(1, 100, 'a', 0.5)];
  assert.equal(
    groupRuns(runs).map(({ label, trials, test: summary }) => [label, trials.map(({ seed }) => seed), summary?.mean]),
    [
      [`${dt} (training.epochs=100)`, [1, 2], 0.6],
      [`${dt} (training.epochs=1)`, [1], 0.1],
    ],
  );
  assert.equal(
    groupRuns([runRecord({ status: 'interrupted' })]).map(({ missing }) => missing.length),
    [1],
  );
});

test.run();
