import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measuredReport, runReport, sweepOfRun } from './assemble';
import { runOf, viewOf } from './fixture';
import { headings, plainText, tableText } from './testing-text';

const test = suite('run report');

const NAME = 'table-1-mnist-noprop-dt-one-hot';
const command = "npx noprop run pipeline.yaml '~evaluation.1' --runs ..";

test('shows what ran, beside the paper, and how to do it again', async () => {
  const page = await runReport(runOf(NAME, 1, [0.97, 0.98]), { command });
  const text = plainText(page);
  assert.match(text, 'Test accuracy 97.50 % paper 99.47 ± 0.05; 1,000 images, 2 inference runs');
  assert.match(text, 'Steps 938 2 epochs');
  assert.match(page, `<code>npx noprop run pipeline.yaml &#39;~evaluation.1&#39; --runs ..</code>`);
  const plan = tableText(page, 'table-plan');
  assert.equal(
    plan.slice(1).map(([slot]) => slot),
    ['dataset', 'embedding', 'schedule', 'blocks', 'optimizer', 'objective', 'evaluation 1'],
  );
  assert.equal(plan[4], ['blocks', 'noprop/conv-discrete', 'channels: [32,64,128] hidden: 256']);
  assert.equal(tableText(page, 'table-progress').slice(1), [
    ['1', '469', '96.50'],
    ['2', '938', '97.50'],
  ]);
  assert.match(tableText(page, 'table-budget')[1]?.[1] ?? '', /^2 of 100 epochs; /);
});

test('a run that failed shows its reason first and keeps what there is', async () => {
  const run = runOf(NAME, 1, [0.5], {
    status: 'failed',
    reason: 'The loss is <NaN> at step 8.',
    evaluation: {},
    progress: [],
  });
  const page = await runReport(run);
  assert.match(page, '<strong>The run failed.</strong> <span class="reason">The loss is &lt;NaN&gt; at step 8.</span>');
  const titles = headings(page).map(([, title]) => title);
  assert.equal(
    titles.filter((title) => ['On the way', 'Which classes are confused'].includes(title)),
    [],
  );
  assert.ok(titles.includes('What ran'));
});

test('of many classes the most frequent mistakes are told, not ten thousand cells', async () => {
  const confusion = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 30 }, (_, j) =>
      i === j ? 90 : i === 4 && j === 7 ? 10 : i === 5 && j === 2 ? 6 : i === 3 && j === 1 ? 6 : 0,
    ),
  );
  const run = runOf(NAME, 1, [0.9]);
  const split = { ...(run.evaluation.test as NonNullable<typeof run.evaluation.test>), confusion };
  const page = await runReport({ ...run, evaluation: { test: split } });
  assert.equal(tableText(page, 'table-confusion-test'), [
    ['True class', 'Taken for', 'Images', 'Of the class, %'],
    ['4', '7', '10', '10.00'],
    // Of equal ones the first classes come first.
    ['3', '1', '6', '6.25'],
    ['5', '2', '6', '6.25'],
  ]);
  assert.match(page, '<figure id="run-matrix">');
  const classNames = Array.from({ length: 30 }, (_, k) => `class ${k}`);
  const named = await runReport({ ...run, classNames, evaluation: { test: split } });
  assert.equal(tableText(named, 'table-confusion-test')[1], ['class 4', 'class 7', '10', '10.00']);
  assert.match(
    named,
    'Most common mistakes: class 4 as class 7 (10.00 %), class 3 as class 1 (6.25 %), class 5 as class 2 (6.25 %).',
  );
});

test('the whole matrix has the names of the classes, too', async () => {
  const classNames = ['cat', 'dog'];
  const confusion = [
    [9, 1],
    [2, 8],
  ];
  const run = runOf(NAME, 1, [0.85]);
  const split = { ...(run.evaluation.test as NonNullable<typeof run.evaluation.test>), confusion };
  const page = await runReport({ ...run, classNames, evaluation: { test: split } });
  assert.equal(tableText(page, 'table-confusion-test'), [
    ['True class', 'cat', 'dog', 'Right, %'],
    ['cat', '9', '1', '90.00'],
    ['dog', '2', '8', '80.00'],
  ]);
});

test('what the run has learned is shown, before and after', async () => {
  const run = runOf(NAME, 1, [0.97], { classNames: ['cat', 'dog'], view: viewOf() });
  const page = await runReport(run);
  assert.match(page, '<figure id="run-prototypes">');
  assert.match(page, '2 classes: cat, dog. Mean distance between two classes: 0.632 at first, 2.13 when learned.');
  assert.match(page, '<figure id="run-schedule">');
  // Log-linear between the learned ends 6 and -4.
  assert.match(
    page,
    'log-linear: at t = 0 gamma is 6.00 and the ratio 0.00248, at t = 1 gamma is -4.00 and the ratio 54.6.',
  );
  assert.not.match(page, 'Of seed');
  assert.is(await runReport({ ...run, view: viewOf() }), page, 'equal bytes');
  const { view: _view, ...without } = run;
  assert.not.match(await runReport(without), /run-(prototypes|schedule)/);
});

test('the measured report holds times and memory, and leads back', async () => {
  const page = await measuredReport(sweepOfRun(runOf(NAME, 1, [0.97, 0.98]), command));
  assert.equal(tableText(page, 'table-times')[1], [NAME, '1', '1:30', '2', '45 s', '2.80']);
  assert.equal(tableText(page, 'table-memory')[1], [NAME, '1', '1.25 GB', '31.4 MB', '–', '0.49 GB']);
  // 50 s, then 40 s more.
  assert.equal(tableText(page, 'table-timeline').slice(1), [
    [NAME, '1', '1', '50 s', '96.50'],
    [NAME, '1', '2', '1:30', '97.50'],
  ]);
  assert.match(page, '<a href="report.html">report.html</a>');
  assert.match(page, '<figure id="figure-3">');
});

test('a run without measurements of memory or on the way leaves those parts out', async () => {
  const run = runOf(NAME, 1, [0.9], {
    progress: [],
    measured: { trainingSeconds: 3, epochSeconds: [3], secondsPerImage: {} },
  });
  const page = await measuredReport(sweepOfRun(run, command));
  assert.equal(
    headings(page).map(([, title]) => title),
    [NAME, 'Contents', 'Times', 'Machines'],
  );
});

test.run();
