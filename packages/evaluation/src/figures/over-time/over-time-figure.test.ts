import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { groupOf, runOf } from '../shared/testing-record';
import { curveOf } from './curve';
import { overTimeFigure } from './over-time-figure';

const test = suite('overTimeFigure');

const ct = { uses: 'noprop/noprop-ct', with: {} };
const fm = { uses: 'noprop/noprop-fm', with: {} };
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 0.02, `expected ${expected}, got ${found}`);

test('averages a curve over seeds, and sums the time of the epochs', () => {
  const runs = [
    runOf({ seed: 1, objective: ct, epochs: 2, progress: [0.5, 0.8], epochSeconds: [10, 30] }),
    runOf({ seed: 2, objective: ct, epochs: 2, progress: [0.6, 0.8], epochSeconds: [20, 20] }),
  ];
  const curve = curveOf(runs);
  assert.equal(
    { ...curve, points: undefined },
    { dataset: 'MNIST', method: 'NoProp-CT (one-hot)', seeds: 2, points: undefined },
  );
  const [first, second] = curve?.points ?? [];
  assert.equal([first?.epoch, first?.seconds, first?.accuracy], [1, 15, 0.55]);
  near(first?.spread as number, Math.sqrt(2) / 20);
  assert.equal(second, { epoch: 2, seconds: 40, accuracy: 0.8, spread: 0 });
});

test('takes the final evaluation as the last point, unless that epoch was evaluated during training', () => {
  const run = runOf({ epochs: 3, progress: [0.5, 0.6], epochSeconds: [10, 10, 10], test: { accuracy: 0.7 } });
  assert.equal(
    curveOf([run])?.points.map(({ epoch, seconds, accuracy }) => [epoch, seconds, accuracy]),
    [
      [1, 10, 0.5],
      [2, 20, 0.6],
      [3, 30, 0.7],
    ],
  );
});

test('leaves out epochs without a time, or that another seed lacks', () => {
  const short = runOf({ seed: 1, epochs: 3, progress: [0.5, 0.6, 0.7], epochSeconds: [10] });
  assert.equal(
    curveOf([short])?.points.map(({ epoch }) => epoch),
    [1],
  );
  const long = runOf({ seed: 2, epochs: 3, progress: [0.5, 0.6, 0.7], epochSeconds: [10, 10, 10] });
  assert.equal(
    curveOf([short, long])?.points.map(({ epoch }) => epoch),
    [1],
  );
  assert.is(curveOf([runOf({ progress: [0.5], epochSeconds: [] })]), undefined);
  assert.is(curveOf([]), undefined);
});

const groups = [
  groupOf([{ objective: ct, epochs: 2, progress: [0.2, 0.6], epochSeconds: [100, 100] }]),
  groupOf([{ objective: fm, epochs: 2, progress: [0.4, 0.8], epochSeconds: [200, 200] }]),
  groupOf([{ dataset: 'cifar-100', objective: fm, epochs: 1, progress: [0.07], epochSeconds: [50] }]),
];

test('draws a panel per dataset and a line per method, 210 pixels high', async () => {
  const figure = await checkFigure(() => overTimeFigure(groups));
  const texts = textsOf(figure.svg);
  for (const text of ['MNIST', 'CIFAR-100', 'NoProp-CT (one-hot)', 'training time (s)'])
    assert.ok(texts.includes(text), text);
  const [first, second, third, fourth] = marksOf(figure.svg, 'symbol');
  // Accuracies from 20 to 80 %.
  near((first?.y as number) - (second?.y as number), (210 * 40) / 60);
  near((first?.y as number) - (fourth?.y as number), 210);
  // Seconds from 0 to 400: the first point is at 100, the third at 200, the fourth at 400.
  near((fourth?.x as number) - (second?.x as number), 2 * ((third?.x as number) - (first?.x as number)));
  assert.is(
    figure.description,
    'MNIST, NoProp-CT (one-hot): 60.00 % after 200 s (2 epochs). MNIST, NoProp-FM (one-hot): 80.00 % after 400 s (2 epochs). CIFAR-100, NoProp-FM (one-hot): 7.00 % after 50 s (1 epoch).',
  );
});

test('gives a method the same style in all panels', async () => {
  const { svg } = await overTimeFigure(groups);
  const fills = marksOf(svg, 'symbol').map(({ attributes }) => attributes.fill);
  assert.equal(fills.slice(0, 4), ['#0072b2', '#0072b2', '#d55e00', '#d55e00']);
  assert.is(fills.at(-1), '#d55e00');
});

test("draws the points of a sweep's matrix as lines with their own names", async () => {
  const at = (learningRate: number, objective: typeof ct, ...progress: readonly number[]) =>
    groupOf([{ objective, epochs: 2, progress, epochSeconds: [100, 100] }], {
      'optimizer.with.learningRate': learningRate,
    });
  const alone = await checkFigure(() => overTimeFigure([at(0.01, ct, 0.1, 0.3), at(0.001, ct, 0.5, 0.9)]));
  for (const name of ['learningRate=0.01', 'learningRate=0.001']) assert.ok(textsOf(alone.svg).includes(name), name);
  assert.is(
    alone.description,
    'MNIST, NoProp-CT (one-hot) learningRate=0.01: 30.00 % after 200 s (2 epochs). MNIST, NoProp-CT (one-hot) learningRate=0.001: 90.00 % after 200 s (2 epochs).',
  );
  const fills = marksOf(alone.svg, 'symbol').map(({ attributes }) => attributes.fill);
  assert.equal(fills.slice(0, 4), ['#0072b2', '#0072b2', '#d55e00', '#d55e00'], 'and their own colors');
  const mixed = await checkFigure(() =>
    overTimeFigure([at(0.01, ct, 0.1, 0.3), at(0.001, ct, 0.5, 0.9), at(0.01, fm, 0.2, 0.6)]),
  );
  for (const name of ['NoProp-CT (one-hot) learningRate=0.01', 'NoProp-FM (one-hot)'])
    assert.ok(textsOf(mixed.svg).includes(name), name);
  const long = { ...at(0.01, ct, 0.1, 0.3), point: { 'objective.with.anOptionWithALongName': 'w'.repeat(60) } };
  await checkFigure(() => overTimeFigure([long, at(0.001, ct, 0.5, 0.9)]));
});

test("marks the ends of the paper's curves in the panel of their dataset", async () => {
  const ends = [
    { dataset: 'MNIST', label: 'NoProp-CT, NoProp-FM (100 epochs)', seconds: 1500 },
    { dataset: 'MNIST', label: 'Adjoint (2 epochs)', seconds: 6600 },
    { dataset: 'CIFAR-10', label: 'none here', seconds: 8600 },
  ];
  const figure = await checkFigure(() => overTimeFigure(groups, ends));
  const texts = textsOf(figure.svg);
  assert.ok(texts.includes('paper: NoProp-CT, NoProp-FM (100 epochs), 1,500 s'));
  assert.ok(texts.includes('paper: Adjoint (2 epochs), 6,600 s'));
  assert.not(texts.some((text) => text.includes('none here')));
  // 6,600 is more than ten times the 400 seconds here: powers of ten from 100 to 10,000.
  const [first, second] = marksOf(figure.svg, 'symbol');
  const rules = marksOf(figure.svg, 'rule').filter(({ attributes }) => Math.abs(Number(attributes.y2)) > 100);
  const decade = ((second?.x as number) - (first?.x as number)) / Math.log10(2);
  near((rules[0]?.x as number) - (first?.x as number), decade * Math.log10(15));
  near((rules[1]?.x as number) - (first?.x as number), decade * Math.log10(66));
});

test('shows "no data" without evaluations during training', async () => {
  const figure = await checkFigure(() => overTimeFigure([groupOf([{}])], []));
  assert.equal(textsOf(figure.svg), ['no data']);
});

test.run();
