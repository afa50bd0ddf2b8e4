import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runRecord } from '../statistics/fixture';
import { measuredReport, sweepReport } from './assemble';
import { runOf, sweepOf, trialOf, viewOf } from './fixture';
import { figuresOfSweep } from './report-figures';
import { headings, plainText, tableText } from './testing-text';

const test = suite('sweep report');

let page = '';

test.before(async () => {
  page = await sweepReport(sweepOf());
});

test('the results table has mean, spread and interval next to the paper', () => {
  const [head, ...rows] = tableText(page, 'table-results');
  assert.equal(head, [
    ...['Method', 'Split', 'Mean ± SD', 'SE', '95 % interval', 'Values', 'Paper', 'Difference', 'In SDs'],
  ]);
  const [first, second, third] = rows;
  // 0.97, 0.98, 0.96, 0.97: mean 0.97, SD 0.00816, SE 0.00408; the paper has 99.47 ± 0.05.
  assert.equal(first?.slice(0, 4), ['table-1-mnist-noprop-dt-one-hot', 'test', '97.00 ± 0.82', '0.41']);
  assert.equal(first?.slice(5), ['2 seeds × 2 runs', '99.47 ± 0.05 Table 1', '−2.47', '−49.4']);
  // One seed, 0.94 and 0.95: no interval.
  assert.equal(second?.slice(0, 6), [
    ...['table-1-mnist-noprop-ct-one-hot', 'test', '94.50 ± 0.71', '0.50', '–', '1 seed × 2 runs'],
  ]);
  assert.equal(second?.slice(6), ['97.84 ± 0.71 Table 1', '−3.34', '−4.7']);
  assert.equal(third, ['custom', 'test', '–', '–', '–', 'not measured', '–', '–', '–']);
});

test('lists every trial without a result with its reason, and failed ones with their command', () => {
  const rows = tableText(page, 'table-failures').slice(1);
  assert.equal(
    rows.map((row) => row.slice(1)),
    [
      ['2', 'failed', 'The loss is not finite after step 120: it diverged.'],
      ['1', 'failed', 'JavaScript heap out of memory'],
      ['2', 'missing', 'It has not started.'],
    ],
  );
  assert.match(
    page,
    'aria-label="Command for custom, seed 1"><code>npx noprop run pipelines/custom.yaml seed=1</code>',
  );
  assert.match(plainText(page), '2 trials failed and 1 trial has no result yet; the means do not include them.');
});

test('lists the inference runs of each trained model, and the command and full plan id of each trial', () => {
  assert.equal(tableText(page, 'table-trials'), [
    ['Trial', 'Seed', 'test', 'test, by inference run', 'Plan'],
    ['table-1-mnist-noprop-dt-one-hot', '1', '97.50', '97.00, 98.00', '13113113'],
    ['table-1-mnist-noprop-dt-one-hot', '2', '96.50', '96.00, 97.00', '23123123'],
    ['table-1-mnist-noprop-ct-one-hot', '1', '94.50', '94.00, 95.00', '13113113'],
  ]);
  const commands = tableText(page, 'table-commands').slice(1);
  assert.is(commands.length, 6);
  assert.equal(commands[5]?.slice(0, 3), ['custom', '2', 'npx noprop run pipelines/custom.yaml seed=2']);
  assert.is(commands[5]?.[3]?.length, 64);
});

test('a method has its blocks, confusion matrix and loss terms over its seeds', () => {
  // Accuracies 0.975 and 0.965, so 0.97 after the last block; alone is the reverse.
  const blocks = tableText(page, 'method-1-way-test');
  assert.equal(blocks[0], ['Block', 'In the chain', 'Alone, from noise']);
  assert.equal(blocks.slice(1), [
    ['1', '39.00', '97.00'],
    ['2', '68.00', '68.00'],
    ['3', '97.00', '39.00'],
  ]);
  // 200 images of a class over two runs: 195 and 193 correct.
  const [, zero] = tableText(page, 'method-1-confusion-test');
  assert.equal(zero, ['0', '388', '12', ...Array(8).fill('0'), '97.00']);
  assert.equal(tableText(page, 'method-1-terms'), [
    ['Model', 'crossEntropy', 'kl', 'denoising'],
    ['seed 1', '0.01235', '0.5000', '0.2500'],
    ['seed 2', '0.01235', '0.5000', '0.2500'],
  ]);
});

test('shows in which folder to run the command of the sweep', () => {
  assert.match(
    plainText(page),
    'Run the whole sweep in the folder that holds pipelines/ or, if the sweep file is outside of it, in the folder of that file.',
  );
});

test('headings go down one level at a time', () => {
  const levels = headings(page).map(([level]) => level);
  assert.is(levels.filter((level) => level === 1).length, 1);
  levels.forEach((level, i) => assert.ok(level - (levels[i - 1] ?? 0) <= 1, `heading ${i + 1}`));
  assert.equal(
    headings(page).flatMap(([level, text]) => (level === 2 ? [text] : [])),
    [
      'Contents',
      'Results',
      'Trials without a result',
      'Differences from the paper',
      'Trained models',
      'Results by method',
      'Environment',
      'How to reproduce',
      'How to read this',
    ],
  );
});

test('ids are unique, and every reference to one resolves', () => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(ids.length, new Set(ids).size);
  const references = [...page.matchAll(/(?:href="#|aria-labelledby="|aria-describedby="|url\(#)([^")]+)/g)];
  for (const [, list = ''] of references) for (const id of list.split(' ')) assert.ok(ids.includes(id), id);
});

test('equal results give equal bytes, whatever the times, memory and processor', async () => {
  const changed = sweepOf();
  const trials = changed.trials.map((trial) => {
    if (trial.run === undefined) return trial;
    const { environment, measured } = trial.run;
    const other = { ...environment, cpu: 'another', cores: 96, node: 'v24.1.0' };
    return { ...trial, run: { ...trial.run, environment: other, measured: { ...measured, trainingSeconds: 1 } } };
  });
  assert.is(await sweepReport({ ...changed, trials }), page);
  assert.is(await sweepReport(sweepOf()), page);
  assert.not(/\d+:\d\d:\d\d|\bGB\b|EPYC/.test(page));
});

test('lists each warning once, with the number of runs that gave it', async () => {
  const trials = [1, 2, 3].map((seed) =>
    trialOf('x', seed, {
      status: 'completed',
      run: runOf('x', seed, [0.5], { warnings: seed < 3 ? ['<b>Copy</b>.'] : [] }),
    }),
  );
  const text = await sweepReport(sweepOf({ trials }));
  assert.match(text, '<li>&lt;b&gt;Copy&lt;/b&gt;. <span class="note">(2\u00a0runs)</span></li>');
});

test('lists a difference of the device alone, without calling it one of budget or settings', async () => {
  const trials = [1, 2, 3].map((seed) => {
    const run = runRecord({ plan: { seed }, test: [0.99, 0.99, 0.99, 0.99, 0.99], device: 'cpu' });
    return trialOf(run.plan.name, seed, { status: 'completed', run });
  });
  const text = await sweepReport(sweepOf({ trials }));
  assert.equal(tableText(text, 'table-budget').slice(1), [['table-1-mnist-noprop-dt-one-hot', 'CPU instead of GPU']]);
  assert.match(
    plainText(text),
    'These runs differ from the paper as listed. As long as they do, a difference in accuracy may come from that rather than from the method.',
  );
});

test('figuresOfSweep returns the figures of both pages, in page order', async () => {
  const ids = [page, await measuredReport(sweepOf())].flatMap((text) =>
    [...text.matchAll(/<figure id="([^"]*)">/g)].map(([, id]) => id),
  );
  assert.equal(ids, ['accuracy', 'method-1-chain', 'method-2-chain', 'figure-3']);
  assert.equal(
    (await figuresOfSweep(sweepOf())).map(({ id }) => id),
    ids,
  );
});

test('reports that a sweep has no results yet', async () => {
  const text = await sweepReport(sweepOf({ trials: [trialOf('x', 1)] }));
  assert.match(plainText(text), 'No trial has a result yet.');
  assert.match(plainText(text), '1 trial has no result yet. See which and why');
});

test('counts trials that halving dropped apart from open ones, and not in the means', async () => {
  const run = runOf('x', 1, [0.5]);
  const trials = [
    trialOf('x', 1, { status: 'completed', run }),
    ...[2, 3].map((seed) => trialOf('x', seed, { status: 'stopped' })),
    trialOf('x', 4, { status: 'failed', reason: 'It diverged.' }),
    trialOf('x', 5),
  ];
  const text = plainText(await sweepReport(sweepOf({ trials })));
  assert.match(
    text,
    '1 trial failed, successive halving dropped 2 trials and 1 trial has no result yet; the means do not include them.',
  );
  assert.match(
    text,
    'Completed 1 of 5 trials Failed 1 reasons below Stopped 2 by successive halving Open 1 not started',
  );
  const dropped = plainText(await sweepReport(sweepOf({ trials: trials.slice(0, 3) })));
  assert.match(dropped, 'Successive halving dropped 2 trials; the means do not include them.');
  assert.not.match(dropped, 'no result yet');
  assert.match(dropped, 'Completed 1 of 3 trials Failed 0 Stopped 2 by successive halving');
});

test('shows what the first seed with a view learned, in the section of its method', async () => {
  const name = 'table-1-mnist-noprop-ct-one-hot';
  const done = (seed: number, changes: object) =>
    trialOf(name, seed, { status: 'completed', run: runOf(name, seed, [0.95], changes) });
  const both = await sweepReport(sweepOf({ trials: [1, 2].map((seed) => done(seed, { view: viewOf() })) }));
  const figure = /<figure id="method-1-prototypes">.*?<figcaption>(.*?)<\/figcaption>/gs;
  assert.is([...both.matchAll(figure)].length, 1);
  assert.match([...both.matchAll(figure)][0]?.[1] ?? '', / Shown: seed 1\.$/);
  assert.match(both, '2 classes: 0, 1.', 'unnamed classes are numbered');
  assert.ok(both.indexOf('id="method-1"') < both.indexOf('id="method-1-prototypes"'));
  const second = await sweepReport(sweepOf({ trials: [done(1, {}), done(2, { view: viewOf() })] }));
  assert.match([...second.matchAll(figure)][0]?.[1] ?? '', / Shown: seed 2\.$/);
});

test.run();
