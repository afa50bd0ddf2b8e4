import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runOf, sweepOf, trialOf, viewOf } from '../fixture';
import { resultsCsv } from './results-csv';
import { measuredJson, type Results, resultsJson } from './results-json';

const test = suite('results');

test('JSON has everything but times, memory and machine, and can be parsed', () => {
  const text = resultsJson(sweepOf());
  const results = JSON.parse(text) as Results;
  assert.is(results.format, 1);
  assert.equal([results.name, results.id, results.trials.length], ['mnist-reduced', 'd'.repeat(64), 6]);
  const { run, ...trial } = results.trials[0] as Results['trials'][number];
  assert.equal(trial, {
    id: (sweepOf().trials[0] as { id: string }).id,
    name: 'table-1-mnist-noprop-dt-one-hot',
    point: {},
    seed: 1,
    command: 'npx noprop run pipelines/table-1-mnist-noprop-dt-one-hot.yaml seed=1',
    status: 'completed',
  });
  assert.equal(run?.evaluation.test?.runs, [0.97, 0.98]);
  assert.equal(run?.environment, {
    noprop: '0.1.0',
    commit: { hash: 'c'.repeat(40), dirty: false },
    engine: { backend: 'tensorflow', version: '2.21.0', device: 'cpu', threads: 2, oneDnn: true, compiler: 'graph' },
  });
  assert.is(results.trials[3]?.reason, 'The loss is not finite after step 120: it diverged.');
  for (const word of ['econds', 'Bytes"', 'EPYC', 'v20.']) assert.not(text.includes(word), word);
});

test('other times, memory and processor give the same bytes, another result gives different ones', () => {
  const sweep = sweepOf();
  const [first, ...rest] = sweep.trials;
  const run = runOf('table-1-mnist-noprop-dt-one-hot', 1, [0.97, 0.98]);
  const with_ = (changes: object) =>
    ({ ...sweep, trials: [{ ...first, run: { ...run, ...changes } }, ...rest] }) as typeof sweep;
  const other = with_({
    measured: { ...run.measured, trainingSeconds: 1, epochSeconds: [1], peakResidentBytes: 5 },
    environment: { ...run.environment, cpu: 'another', cores: 64, node: 'v24.0.0' },
  });
  assert.is(resultsJson(other), resultsJson(sweep));
  assert.is(resultsCsv(other), resultsCsv(sweep));
  assert.not.equal(measuredJson(other), measuredJson(sweep));
  assert.is(resultsJson(with_({ view: viewOf() })), resultsJson(sweep), 'pictures are only in the report');
  assert.not.equal(resultsJson(with_({ steps: 939 })), resultsJson(sweep));
});

test('times and memory have a file of their own', () => {
  const { trials } = JSON.parse(measuredJson(sweepOf())) as {
    trials: { measured: object; environment: { cpu: string } }[];
  };
  assert.is(trials.length, 3);
  assert.equal(trials[0]?.measured, runOf('x', 1, [1]).measured);
  assert.is(trials[0]?.environment.cpu, 'AMD EPYC');
});

test('CSV has a row per inference run, and one per trial without a result', () => {
  const hostile = trialOf('a "b", c', 7, {
    status: 'failed',
    reason: 'line 1\nline 2',
    point: { 'optimizer.with.learningRate': 0.01 },
  });
  const run = {
    ...runOf('x', 1, [0.5]),
    evaluation: { test: { accuracy: 0.5, runs: [0.25, 0.75], images: 8, chain: [], alone: [] } },
  };
  const trials = [
    trialOf('x', 1, { status: 'completed', run, id: 'f'.repeat(64) }),
    { ...hostile, id: '0'.repeat(64) },
  ];
  assert.is(
    resultsCsv(sweepOf({ trials })),
    [
      'trial,name,point.optimizer.with.learningRate,seed,status,reason,split,run,accuracy,images',
      `${'f'.repeat(64)},x,,1,completed,,test,1,0.25,8`,
      `${'f'.repeat(64)},x,,1,completed,,test,2,0.75,8`,
      `${'0'.repeat(64)},"a ""b"", c",0.01,7,failed,"line 1\nline 2",,,,`,
      '',
    ].join('\r\n'),
  );
});

test.run();
