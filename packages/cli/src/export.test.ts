import { appendFileSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateBySchema } from '@noprop/core';
import { type ModelCard, modelCardSchema } from '@noprop/runner';
import { readSafetensors, sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root, runCli } from './run-cli';
import { createWorkplace, type Workplace } from './trained-fixture';

const test = suite('export');

let place: Workplace;
let run = '';

const cardOf = (folder: string): ModelCard => JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8')) as ModelCard;

test.before(() => {
  place = createWorkplace();
  run = place.train();
});

test.after(() => place.remove());

test('writes weights and a valid model card with their size and SHA-256', () => {
  const { code, stdout, stderr } = runCli(['export', run]);
  assert.is(code, 0, stderr);
  const folder = join(run, 'export');
  const bytes = readFileSync(join(folder, 'model.safetensors'));
  const card = cardOf(folder);
  assert.is(
    stdout,
    `${folder}/model.safetensors: ${card.tensors.length} tensors, ${card.parameters.total} parameters, ${bytes.length} bytes\n${folder}/model.json\n`,
  );
  assert.equal(validateBySchema(modelCardSchema, structuredClone(card)), []);
  assert.equal(JSON.parse(readFileSync(join(root, 'schemas', 'model-card.schema.json'), 'utf8')), modelCardSchema);
  assert.equal(card.weights, { file: 'model.safetensors', bytes: bytes.length, sha256: sha256Hex(bytes) });
  const result = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  assert.equal([card.name, card.status, card.planId, card.seed], ['tiny', 'completed', result.planId, 1]);
  assert.equal(card.evaluation, result.evaluation);
  assert.equal(card.components.dataset, {
    uses: 'noprop/glyphs',
    with: { distortion: 1, noise: 0.1, seed: 7, test: 40, train: 96 },
  });
  assert.equal(card.dataset, { name: 'glyphs', classNames: [...'0123456789'] });
  assert.equal(card.input, { layout: 'B H W C', height: 28, width: 28, channels: 1, scale: 1 / 255 });
  assert.equal(card.training, { epochs: 2, batchSize: 20, examples: 96, steps: 20, plannedSteps: 20 });
  assert.equal(Object.keys(card.parameters.groups), ['block/1', 'block/2', 'head']);
  assert.is(card.parameters.groups.head, 110);
});

test('exports the tensors of the checkpoint under the same names, without optimizer slots', () => {
  const folder = join(run, 'export');
  const [last = ''] = readdirSync(join(run, 'checkpoints')).sort().reverse();
  const checkpoint = readSafetensors(join(run, 'checkpoints', last)).tensors;
  const { tensors } = readSafetensors(join(folder, 'model.safetensors'));
  const kept = [...checkpoint.keys()].filter((name) => /^(parameters|statistics)\//.test(name));
  assert.equal([...tensors.keys()].sort(), kept.sort());
  for (const [name, { data }] of tensors)
    assert.equal(Buffer.from(data), Buffer.from(checkpoint.get(name)?.data ?? []), name);
  const card = cardOf(folder);
  assert.equal(
    card.tensors,
    kept.map((name) => ({ name, dtype: 'F32' as const, shape: [...(tensors.get(name)?.shape ?? [])] })),
  );
  const parameters = card.tensors.filter(({ name }) => name.startsWith('parameters/'));
  assert.is(
    parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0),
    card.parameters.total,
  );
});

test('gives equal runs equal bytes, and another seed different ones', () => {
  const digests = [place.train(), place.train('seed=2')].map((other) => {
    assert.is(runCli(['export', other, '--output', join(other, 'out')]).code, 0);
    return ['model.safetensors', 'model.json'].map((file) => sha256Hex(readFileSync(join(other, 'out', file))));
  });
  const first = ['model.safetensors', 'model.json'].map((file) => sha256Hex(readFileSync(join(run, 'export', file))));
  assert.equal(digests[0], first);
  assert.not.equal(digests[1]?.[0], first[0]);
  assert.not.equal(digests[1]?.[1], first[1]);
});

test('accepts equal files, and overwrites different ones only with --force', () => {
  const folder = join(run, 'export');
  assert.is(runCli(['export', run]).code, 0);
  appendFileSync(join(folder, 'model.json'), 'mine');
  const { code, stderr } = runCli(['export', run]);
  assert.is(code, 1);
  assert.is(
    stderr,
    `${folder}/model.json  The file already exists with different contents. Choose another --output, or use --force to replace it.  [export_exists]\n`,
  );
  assert.match(readFileSync(join(folder, 'model.json'), 'utf8'), /mine$/);
  assert.is(runCli(['export', run, '--force']).code, 0);
  assert.is(cardOf(folder).format, 1);
});

test('exports an interrupted run and notes it in the card', () => {
  const cut = join(place.folder, 'cut');
  mkdirSync(join(cut, 'checkpoints'), { recursive: true });
  const name = 'checkpoints/step-00000010.safetensors';
  for (const file of ['plan.json', 'pipeline.yaml', 'environment.json', name])
    copyFileSync(join(run, file), join(cut, file));
  const result = JSON.parse(readFileSync(join(run, 'result.json'), 'utf8'));
  writeFileSync(
    join(cut, 'result.json'),
    JSON.stringify({ ...result, status: 'interrupted', steps: 10, evaluation: {} }),
  );
  const { code, stderr } = runCli(['export', cut]);
  assert.is(code, 0);
  assert.is(stderr, 'warning: The run was interrupted; using its checkpoint from step 10.\n');
  const card = cardOf(join(cut, 'export'));
  assert.equal(
    [card.status, card.training.steps, card.training.plannedSteps, card.evaluation],
    ['interrupted', 10, 20, {}],
  );

  rmSync(join(cut, 'result.json'));
  runCli(['export', cut, '--force']);
  assert.is(cardOf(join(cut, 'export')).status, 'unfinished');
});

test.run();
