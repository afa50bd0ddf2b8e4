import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { prototypesFigure, scheduleFigure } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folder } from '../shipped/pipelines';
import { createWorkplace, type Workplace } from '../trained-fixture';
import { gammaOf } from './gamma-of';
import { pixelScale } from './pixel-scale';
import { prototypesOf } from './prototypes-of';

const test = suite('figures of a run');

let place: Workplace;
/** Run folders by twin. */
const runs = { prototype: '', ct: '', dt: '', fm: '' };

/** Trains a shipped twin on digits that need no files. */
function train(twin: string, ...overrides: readonly string[]): string {
  const glyphs = 'dataset={ uses: noprop/glyphs, with: { train: 96, test: 40 } }';
  const pipeline = `extends: ${join(folder, 'smoke', 'table-1', 'mnist', `${twin}.yaml`)}\n`;
  writeFileSync(join(place.folder, 'tiny.yaml'), pipeline);
  return place.train(glyphs, `name=${twin}`, ...overrides);
}

test.before(() => {
  place = createWorkplace();
  runs.dt = place.train();
  runs.prototype = train('noprop-dt-prototype');
  runs.ct = train('noprop-ct-one-hot');
  runs.fm = train('noprop-fm-one-hot');
});
test.after(() => place.remove());

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  assert.instance(error, NopropError);
  return (error as NopropError).message.replaceAll(place.folder, 'HERE');
}

test('prototypes: images of the training set, and near them what three epochs of updates made of them', async () => {
  const { image, classNames, initial, learned } = await prototypesOf(runs.prototype);
  assert.equal([image, classNames.length], [{ height: 28, width: 28, channels: 1 }, 10]);
  assert.equal([initial.length, learned.length], [7840, 7840]);
  // Bytes over 255.
  assert.ok(Array.from(initial).every((value) => Math.abs(255 * value - Math.round(255 * value)) < 1e-4));
  const changes = Array.from(initial, (value, i) => Math.abs((learned[i] as number) - value));
  assert.ok(Math.max(...changes) > 1e-3 && Math.max(...changes) < 0.2, String(Math.max(...changes)));
  const figure = await prototypesFigure(await prototypesOf(runs.prototype));
  assert.is(figure.svg.split('<image ').length - 1, 30);
});

test('normalised values come back in the scale of pixels, channel by channel', () => {
  const toPixels = pixelScale({ mean: [0.5, 0.25], deviation: [0.25, 0.5] }, 2);
  assert.equal([-2, -0.5, 2, 1.5].map(toPixels), [0, 0, 1, 1]);
  assert.equal([0.3, 7].map(pixelScale(undefined, 1)), [0.3, 7]);
});

test('drawn prototypes are drawn again as they were', async () => {
  const run = train(
    'noprop-dt-prototype',
    'embedding.with.init=random',
    'optimizer={ uses: noprop/sgd, with: { learningRate: 1e-30 } }',
  );
  const { initial, learned } = await prototypesOf(run);
  assert.equal(learned, initial, 'a rate that changes nothing');
  assert.ok(Math.abs(Array.from(initial).reduce((sum, value) => sum + value ** 2, 0) / 7840 - 1) < 0.05, 'variance 1');
});

test('a run without learned embeddings of image size is refused', async () => {
  assert.is(
    await refusal(prototypesOf(runs.dt)),
    `${runs.dt.replace(place.folder, 'HERE')}  Learned class embeddings of 784 numbers are wanted, as many as an image has, but this run's are fixed. Take a run with "embedding: { uses: noprop/prototype }".  [no_prototypes]`,
  );
});

test('a learned schedule: initial ends as given, learned beside them, log-linear between the learned ends', async () => {
  const curves = await gammaOf(runs.ct);
  assert.equal(
    curves.map(({ name, t }) => [name, t.length, t[0], t[100]]),
    ['initial', 'learned', 'log-linear'].map((name) => [name, 101, 0, 1]),
  );
  const [initial, learned, line] = curves;
  const near = (found: number | undefined, wanted: number | undefined, within: number): void =>
    assert.ok(Math.abs((found as number) - (wanted as number)) < within, `${found} for ${wanted}`);
  near(initial?.gamma[0], 5, 1e-4);
  near(initial?.gamma[100], -5, 1e-4);
  assert.not.equal(learned?.gamma, initial?.gamma);
  near(learned?.gamma[0], initial?.gamma[0], 0.5);
  assert.equal([line?.gamma[0], line?.gamma[100]], [learned?.gamma[0], learned?.gamma[100]]);
  near(line?.gamma[50], ((learned?.gamma[0] as number) + (learned?.gamma[100] as number)) / 2, 1e-9);
  for (const { gamma, snr } of curves) {
    gamma.slice(1).forEach((value, i) => assert.ok(value < (gamma[i] as number), 'falls'));
    snr.forEach((value, i) => near(value * Math.exp(gamma[i] as number), 1, 1e-4));
  }
  assert.not.match((await scheduleFigure(curves)).svg, 'no data');
});

test('a discrete schedule is one curve, T + 1 times; without a schedule there is none', async () => {
  const [cosine, ...others] = await gammaOf(runs.dt);
  assert.is(others.length, 0);
  assert.equal([cosine?.name, cosine?.t], ['cosine', [0, 0.5, 1]]);
  cosine?.snr.forEach((value, i) => assert.is(cosine.gamma[i], -Math.log(value)));
  assert.equal(await gammaOf(runs.fm), []);
});

test.run();
