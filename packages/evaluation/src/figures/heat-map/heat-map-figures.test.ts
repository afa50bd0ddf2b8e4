import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Figure } from '../figure';
import { groupOf } from '../shared/testing-record';
import { heatMapFigures, type NamedGroup } from './heat-map-figures';

const test = suite('heatMapFigures');

const rates = [0.001, 0.01];
const etas = [0.1, 1];

/** A group with this accuracy, or without trials if `done` is false. */
function at(name: string, point: Readonly<Record<string, unknown>>, accuracy: number, done = true): NamedGroup {
  return { name, ...groupOf(done ? [{ test: { runs: [accuracy] } }] : [], point) };
}

const grid = (name: string, base: number, rest: Readonly<Record<string, unknown>> = {}): readonly NamedGroup[] =>
  rates.flatMap((rate, i) =>
    etas.map((eta, j) =>
      at(name, { 'optimizer.with.learningRate': rate, 'objective.with.eta': eta, ...rest }, base + 0.1 * i + 0.01 * j),
    ),
  );

const accuracies = ({ data }: Figure): readonly string[] =>
  (data as { cells: { accuracy?: number }[] }).cells.map(({ accuracy }) => accuracy?.toFixed(2) ?? 'none');

const titles = (figures: readonly Figure[]): readonly string[] => figures.map(({ title }) => title);
const TITLE = 'Test accuracy over optimizer.with.learningRate and objective.with.eta';

test('draws one map for one pipeline and two options', async () => {
  const figures = await heatMapFigures(grid('a', 0.5));
  assert.equal(titles(figures), [TITLE]);
  assert.is(figures[0]?.id, 'heat-map');
  assert.equal(accuracies(figures[0] as Figure), ['0.50', '0.60', '0.51', '0.61']);
});

test('draws a separate map for each pipeline', async () => {
  const figures = await heatMapFigures([...grid('a', 0.1), ...grid('b', 0.5)]);
  assert.equal(titles(figures), [`${TITLE} of a`, `${TITLE} of b`]);
  assert.equal(
    figures.map(({ id }) => id),
    ['heat-map-1', 'heat-map-2'],
  );
  assert.equal(figures.map(accuracies), [
    ['0.10', '0.20', '0.11', '0.21'],
    ['0.50', '0.60', '0.51', '0.61'],
  ]);
});

test('draws a map for each budget of successive halving, with "none" for what was dropped', async () => {
  const epochs = 'training.epochs';
  const second = grid('a', 0.5, { [epochs]: 3 }).map((group, i) => (i < 2 ? { ...group, trials: [] } : group));
  const third = grid('a', 0.7, { [epochs]: 9 }).map((group, i) => (i < 3 ? { ...group, trials: [] } : group));
  const figures = await heatMapFigures([...grid('a', 0.1, { [epochs]: 1 }), ...second, ...third]);
  assert.equal(titles(figures), [`${TITLE} of a (training.epochs=1)`, `${TITLE} of a (training.epochs=3)`]);
  assert.equal(figures.map(accuracies), [
    ['0.10', '0.20', '0.11', '0.21'],
    ['none', '0.60', 'none', '0.61'],
  ]);
});

test('draws no map for one option, or for points that share no values', async () => {
  const lines = rates.map((rate) => at('a', { 'optimizer.with.learningRate': rate, embedding: 'same' }, 0.5));
  const random = [1, 2, 3].map((i) => at('b', { u: i, v: 2 * i, w: 3 * i }, 0.5));
  assert.equal(await heatMapFigures([...lines, ...random]), []);
  assert.equal(await heatMapFigures([]), []);
});

test('leaves out points that lack an axis, and a single point with another option', async () => {
  const further = [
    at('a', {}, 0.9),
    at('a', { 'optimizer.with.learningRate': 0.01, 'objective.with.eta': 1, 'training.epochs': 9 }, 0.9),
  ];
  const figures = await heatMapFigures([...grid('a', 0.5), ...further]);
  assert.equal(titles(figures), [TITLE]);
  assert.equal(accuracies(figures[0] as Figure), ['0.50', '0.60', '0.51', '0.61']);
});

test.run();
