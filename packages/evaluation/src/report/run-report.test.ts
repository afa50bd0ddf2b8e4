import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measuredReport, runReport, sweepOfRun } from './assemble';
import { runOf, viewOf } from './fixture';
import { headings, plainText, tableText } from './testing-text';

const test = suite('run report');

const NAME = 'table-1-mnist-noprop-dt-one-hot';
const command = "npx noprop run pipeline.yaml '~evaluation.1' --runs ..";

test("shows what ran, the paper's values and how to reproduce it", async () => {
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

test('shows the reason of a failed run first and the rest after it', async () => {
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
    titles.filter((title) => ['Accuracy by epoch and block', 'Confusion between classes'].includes(title)),
    [],
  );
  assert.ok(titles.includes('What ran'));
});

test('says that a failed run has no recorded reason, and how to resume an interrupted one', async () => {
  const pageOf = (status: 'failed' | 'interrupted') => runReport(runOf(NAME, 1, [0.5], { status }));
  assert.match(plainText(await pageOf('failed')), 'The run failed. No reason was recorded.');
  assert.match(plainText(await pageOf('interrupted')), 'The run is not complete. Resume it with npx noprop resume.');
});

test('lists the most frequent mistakes among many classes instead of the whole matrix', async () => {
  const confusion = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 30 }, (_, j) =>
      i === j ? 90 : i === 4 && j === 7 ? 10 : i === 5 && j === 2 ? 6 : i === 3 && j === 1 ? 6 : 0,
    ),
  );
  const run = runOf(NAME, 1, [0.9]);
  const split = { ...(run.evaluation.test as NonNullable<typeof run.evaluation.test>), confusion };
  const page = await runReport({ ...run, evaluation: { test: split } });
  assert.equal(tableText(page, 'table-confusion-test'), [
    ['True class', 'Predicted as', 'Images', 'Share of class (%)'],
    ['4', '7', '10', '10.00'],
    // Ties are in the order of the classes.
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

test('names the classes in the whole matrix, too', async () => {
  const classNames = ['cat', 'dog'];
  const confusion = [
    [9, 1],
    [2, 8],
  ];
  const run = runOf(NAME, 1, [0.85]);
  const split = { ...(run.evaluation.test as NonNullable<typeof run.evaluation.test>), confusion };
  const page = await runReport({ ...run, classNames, evaluation: { test: split } });
  assert.equal(tableText(page, 'table-confusion-test'), [
    ['True class', 'cat', 'dog', 'Correct (%)'],
    ['cat', '9', '1', '90.00'],
    ['dog', '2', '8', '80.00'],
  ]);
});

test('shows what the run learned, before and after training', async () => {
  const run = runOf(NAME, 1, [0.97], { classNames: ['cat', 'dog'], view: viewOf() });
  const page = await runReport(run);
  assert.match(page, '<figure id="run-prototypes">');
  assert.match(page, '2 classes: cat, dog. Mean distance between two classes: 0.632 before training, 2.13 after.');
  assert.match(page, '<figure id="run-schedule">');
  // Log-linear between the learned ends, 6 and -4.
  assert.match(page, 'log-linear: gamma 6.00 and SNR 0.00248 at t = 0, gamma -4.00 and SNR 54.6 at t = 1.');
  assert.not.match(page, 'Shown: seed');
  assert.is(await runReport({ ...run, view: viewOf() }), page, 'equal bytes');
  const { view: _view, ...without } = run;
  assert.not.match(await runReport(without), /run-(prototypes|schedule)/);
});

test('the measured report shows times and memory, and links back', async () => {
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

test('leaves out the sections of a run without measurements of memory or during training', async () => {
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
