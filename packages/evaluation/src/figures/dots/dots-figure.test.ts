import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { palette } from '../drawing/colors';
import { checkFigure } from '../drawing/testing-figure';
import { marksOf, textsOf } from '../drawing/testing-svg';
import { groupOf } from '../shared/testing-record';
import { dotsFigure } from './dots-figure';

const test = suite('dotsFigure');

const component = (name: string, options = {}) => ({ uses: `noprop/${name}`, with: options });
const near = (found: number, expected: number): void =>
  assert.ok(Math.abs(found - expected) < 0.02, `expected ${expected}, got ${found}`);

const groups = [
  groupOf([
    { seed: 1, expected: { paper: 0.98, spread: 0.005 }, test: { runs: [0.92, 0.94] } },
    { seed: 2, expected: { paper: 0.98, spread: 0.005 }, test: { runs: [0.96, 0.98] } },
  ]),
  groupOf([
    { objective: component('noprop-fm'), embedding: component('learned', { dimension: 20 }), test: { runs: [0.9] } },
  ]),
  groupOf([{ dataset: 'cifar-10', test: { runs: [0.4] }, expected: { paper: 0.7925 } }]),
];

test('draws a panel per dataset in the order of the paper, and a row per method', async () => {
  const figure = await checkFigure(() => dotsFigure([...groups].reverse()));
  const texts = textsOf(figure.svg);
  assert.ok(texts.indexOf('MNIST') < texts.indexOf('CIFAR-10'));
  for (const name of ['NoProp-DT (one-hot)', 'NoProp-FM (dim=20)', 'measured', 'paper'])
    assert.ok(texts.includes(name), name);
  assert.is(
    figure.description,
    'CIFAR-10, NoProp-DT (one-hot): 40.00 %, paper 79.25 %. MNIST, NoProp-FM (dim=20): 90.00 %. MNIST, NoProp-DT (one-hot): 95.00 ± 2.58 %, paper 98.00 ± 0.50 %.',
  );
});

test('gives each point of a sweep its own row, and does not mention the paper without its values', async () => {
  const at = (learningRate: number, accuracy: number) =>
    groupOf([{ test: { runs: [accuracy] } }], { 'optimizer.with.learningRate': learningRate });
  const { svg, caption, description } = await dotsFigure([at(0.01, 0.9), at(0.001, 0.8)]);
  const texts = textsOf(svg);
  for (const name of ['learningRate=0.01', 'learningRate=0.001']) assert.ok(texts.includes(name), name);
  const [, first, second] = marksOf(svg, 'symbol');
  near((second?.y as number) - (first?.y as number), 26);
  assert.not(caption.includes('paper'));
  assert.is(
    description,
    'MNIST, NoProp-DT (one-hot) learningRate=0.01: 90.00 %. MNIST, NoProp-DT (one-hot) learningRate=0.001: 80.00 %.',
  );
  const fm = groupOf([{ objective: component('noprop-fm') }]);
  const mixed = textsOf((await dotsFigure([at(0.01, 0.9), at(0.001, 0.8), fm])).svg);
  for (const name of ['NoProp-DT (one-hot) learningRate=0.01', 'NoProp-FM (one-hot)']) assert.ok(mixed.includes(name));
});

test('distinguishes pipelines of one method by name, and in a matrix also by point', async () => {
  const of = (name: string, accuracy: number, point = {}) => {
    const { trials } = groupOf([{ test: { runs: [accuracy] } }], point);
    return { point, trials: trials.map((trial) => ({ ...trial, name })) };
  };
  const { description } = await checkFigure(() =>
    dotsFigure([of('figure-11-random', 0.5), of('figure-11-prototype', 0.75)]),
  );
  assert.is(description, 'MNIST, NoProp-DT (one-hot) random: 50.00 %. MNIST, NoProp-DT (one-hot) prototype: 75.00 %.');
  const places = [0.1, 1].map((eta) => ({ 'objective.with.eta': eta }));
  const four = await checkFigure(() =>
    dotsFigure(['x-a', 'x-b'].flatMap((name) => places.map((at) => of(name, 0.5, at)))),
  );
  const names = textsOf(four.svg).filter((text) => text.includes('eta='));
  assert.equal(names, ['a eta=0.1', 'a eta=1', 'b eta=0.1', 'b eta=1']);
});

test('truncates a name that is too long, and keeps the width of the figure', async () => {
  const at = (value: string) => groupOf([{}], { 'objective.with.anOptionWithALongName': value.repeat(60) });
  const figure = await checkFigure(() => dotsFigure([at('v'), at('w')]));
  const names = textsOf(figure.svg).filter((text) => text.startsWith('anOption'));
  assert.is(names.length, 2);
  for (const name of names) assert.match(name, /^anOptionWithALongName=[vw]+…$/);
});

test('draws all marks on one scale, with the spread around them', async () => {
  const { svg, data } = await dotsFigure(groups.slice(0, 2));
  const points = marksOf(svg, 'symbol');
  const paper = points.filter(
    ({ attributes }) => attributes.stroke === palette.vermillion && attributes.fill !== palette.vermillion,
  );
  const measured = points.filter(({ attributes }) => attributes.fill === palette.blue);
  // The key, which comes before the panels, has one of each.
  assert.equal([paper.length, measured.length], [2, 3]);
  const [, dt, fm] = measured;
  // The axis goes from 90 to 99: one percentage point is a ninth of it.
  const point = ((dt?.x as number) - (fm?.x as number)) / 5;
  near((paper[1]?.x as number) - (dt?.x as number), 3 * point);
  assert.is((paper[1]?.y as number) - (dt?.y as number), 10, 'one below the other');
  assert.is((fm?.y as number) - (dt?.y as number), 26);
  const rules = marksOf(svg, 'rule').map(({ x, attributes }) => ({ x, length: Math.abs(Number(attributes.x2)) }));
  const { rows } = data as { rows: { spread?: number }[] };
  const spread = rows[0]?.spread as number;
  near(spread, Math.sqrt((9 + 1 + 1 + 9) / 3) / 100);
  const lengths = rules.map(({ length }) => length).sort((a, b) => a - b);
  near(lengths[0] as number, point);
  near(lengths[1] as number, 2 * 100 * spread * point);
});

test('leaves the paper out of the key without its values', async () => {
  const figure = await checkFigure(() => dotsFigure([groupOf([{}])]));
  assert.not(textsOf(figure.svg).includes('paper'));
});

test('leaves out trials that failed or have no finite accuracy, and shows "no data" if none are left', async () => {
  const failed = { point: {}, trials: groupOf([{}]).trials.map((trial) => ({ ...trial, status: 'failed' as const })) };
  const figure = await checkFigure(() => dotsFigure([failed, groupOf([{ test: { runs: [Number.NaN] } }])]));
  assert.equal(textsOf(figure.svg), ['no data']);
  const mixed = { point: {}, trials: [...failed.trials, ...groupOf([{ seed: 2, test: { runs: [0.5] } }]).trials] };
  assert.equal((await dotsFigure([mixed])).data, {
    rows: [{ dataset: 'MNIST', method: 'NoProp-DT (one-hot)', accuracy: 0.5, count: 1, label: 'NoProp-DT (one-hot)' }],
  });
});

test.run();
