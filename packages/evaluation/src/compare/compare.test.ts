import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runRecord, sweepRecord, trialRecord } from '../statistics/fixture';
import { groupTrials } from '../statistics/group-trials';
import { compare } from './compare';

const test = suite('compare');

const round = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(6));

test('gives one run a row per split, with the difference in units of the spread', () => {
  const { rows, missed } = compare(runRecord({ test: [0.9761], train: [0.98], device: 'cpu' }));
  assert.is(missed, 0);
  assert.equal(
    rows.map(({ split, measured, difference, inSpreads, expected }) => [
      split,
      measured?.mean,
      round(difference),
      round(inSpreads),
      expected,
    ]),
    [
      ['test', 0.9761, -0.0186, -37.2, 'none'],
      ['train', 0.98, -0.0192, -192, 'none'],
    ],
  );
  assert.equal(rows[0]?.paper, { value: 0.9947, spread: 0.0005, source: 'Table 1', readByEye: false });
  assert.equal(rows[0]?.budget, ['1 seed instead of 3', '1 inference run instead of 5', 'CPU instead of GPU']);
});

test('groups a sweep over seeds and keeps a row for a group without a result', () => {
  const name = 'table-1-mnist-noprop-fm-dim-20';
  const trials = [
    trialRecord('table-1-mnist-noprop-dt-one-hot', 1, { run: runRecord({ test: [0.99] }) }),
    trialRecord('table-1-mnist-noprop-dt-one-hot', 2, { run: runRecord({ test: [0.98] }) }),
    trialRecord(name, 1, { status: 'failed', reason: 'It diverged.' }),
  ];
  const { rows } = compare(groupTrials(sweepRecord(trials)));
  assert.equal(
    rows.map(({ label, measured, failed, paper }) => [label, measured?.n, failed, paper?.value]),
    [
      ['table-1-mnist-noprop-dt-one-hot', 2, 0, 0.9947],
      [name, undefined, 1, 0.9929],
    ],
  );
});

test('does not divide by a spread printed as 0', () => {
  const [, train] = compare(
    runRecord({ plan: { name: 'table-1-mnist-backprop-one-hot' }, test: [0.99], train: [0.999] }),
  ).rows;
  assert.equal([train?.paper?.spread, round(train?.difference), train?.inSpreads], [0, -0.001, undefined]);
});

test('marks paper values that are read by eye or quoted', () => {
  const paperOf = (name: string) => compare(runRecord({ plan: { name }, test: [0.99] })).rows[0]?.paper;
  assert.equal(paperOf('figure-11-mnist-random'), { value: 0.9954, source: 'Figure 11', readByEye: true });
  assert.match(paperOf('table-1-mnist-forward-forward')?.quotedFrom ?? '', /^Hinton, "The Forward-Forward Algorithm/);
});

test('compares an experiment outside the paper with what its pipeline expects, if anything', () => {
  const expected = { accuracy: { paper: 0.9, spread: 0.02 } };
  const [row] = compare(runRecord({ plan: { name: 'mine', expected }, test: [0.94] })).rows;
  assert.equal(row?.paper, { value: 0.9, spread: 0.02, source: 'the pipeline', readByEye: false });
  assert.equal([round(row?.inSpreads), row?.expected], [2, 'none']);
  const [alone] = compare(runRecord({ plan: { name: 'quickstart' }, test: [0.918] })).rows;
  assert.equal([alone?.paper, alone?.difference, alone?.budget], [undefined, undefined, []]);
});

test('reports a tolerance as met, or as missed: too far, not measured, or of an unknown metric', () => {
  const expected = {
    accuracy: { paper: 0.9947, tolerance: 0.001 },
    trainAccuracy: { paper: 0.9992, tolerance: 0.001 },
    speed: { paper: 3, tolerance: 1 },
  };
  const of = (accuracy: number) => compare(runRecord({ plan: { expected }, test: [accuracy] }));
  assert.is(of(0.994).missed, 2);
  assert.equal(
    of(0.99).rows.map(({ metric, expected: state, reason }) => [metric, state, reason]),
    [
      ['accuracy', 'missed', '0.47 points from 99.47 % (tolerance 0.10)'],
      ['trainAccuracy', 'missed', 'not measured'],
      ['speed', 'missed', 'no evaluation measures "speed"'],
    ],
  );
  assert.is(of(0.994).rows[0]?.expected, 'met');
});

test('lists each warning once', () => {
  const run = (planId: string) => runRecord({ planId, test: [0.99], warnings: ['20 images are re-compressed.'] });
  const name = 'table-1-cifar-10-noprop-dt-one-hot';
  const trials = ['a', 'b'].map((id, seed) => trialRecord(name, seed, { run: run(id) }));
  assert.equal(compare(groupTrials(sweepRecord(trials))).rows[0]?.warnings, ['20 images are re-compressed.']);
});

test.run();
