import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from './check';
import { locateIssue } from './locate';
import type { DocumentNode } from './node';
import { applyOverrides } from './overrides';
import { parseYaml } from './parse';

const test = suite('places of issues');

const root = parseYaml('a: 1\nmap:\n  key: [x, {y:  4}]\n  "dotted.key": 5\n').root as DocumentNode;

const place = (path: string, code = 'wrong_type', of = root): string =>
  renderIssue(locateIssue(of, { code, path, message: 'No.' })).split('  ')[0] as string;

test('locates a value where it is written', () => {
  assert.is(place('a'), '1:4');
  assert.is(place('map.key'), '3:8');
  assert.is(place('map.key.1.y'), '3:17');
  assert.is(place('map.dotted.key'), '4:17');
  assert.is(place(''), '1:1');
});

test('locates an unexpected key at the key', () => {
  assert.is(place('map', 'unused_slot'), '2:1');
  assert.is(place('map.key.1.y', 'unknown_key'), '3:13');
});

test('locates a missing value at its nearest existing parent', () => {
  assert.is(place('map.nothing.like.it'), '3:3');
  assert.is(place('map.key.7.y'), '3:8');
  assert.is(place('a.b.c'), '1:4');
});

test('locates what an override wrote or removed at the override', () => {
  const { root: changed } = applyOverrides(root, ['map.key.1.y=5', '+map.more.deep=6', '~a']);
  assert.is(place('map.key.1.y', 'wrong_type', changed), 'override map.key.1.y=5');
  assert.is(place('map.more', 'unknown_key', changed), 'override +map.more.deep=6');
  assert.is(place('map.more.deep', 'wrong_type', changed), 'override +map.more.deep=6');
  assert.is(place('map.key', 'wrong_type', changed), '3:8');
  const missing = { code: 'missing_key', path: '', message: 'Missing key "a".' };
  assert.is(renderIssue(locateIssue(changed, missing)), 'override ~a  Missing key "a".  [missing_key]');
});

test('keeps the place of an issue that already has one', () => {
  const issue = { code: 'x', path: 'a', message: 'No.', file: 'other.yaml' };
  assert.equal(locateIssue(root, issue), issue);
});

test('phase one reports every problem of syntax, overrides and the pipeline schema', () => {
  const text = [
    'dataset: {uses: x}',
    'objective: {use: x}',
    'optimizer: x',
    'training: {epochs: 0, epochs: 1, batchSize: .inf}',
    'seed: -1',
    'engine: {threads: 0, backend: tensorflw, device: 1}',
    'evaluation: {uses: x}',
    'name: "no good"',
    'plugins: [1]',
    'expected: {accuracy: {paper: high}}',
    'extra: 1',
  ].join('\n');
  const { issues } = checkDocument(text, ['training.epochs=many', 'x..y=1']);
  const found = issues.map(renderIssue).sort();
  assert.equal(found, [
    '10:30  expected.accuracy.paper  Expected a number, got "high".  [wrong_type]',
    '11:1  extra  Unknown key "extra". Known keys: name, description, extends, plugins, seed, engine, dataset, embedding, schedule, blocks, objective, optimizer, training, evaluation, evaluateEvery, sinks, expected.  [unknown_key]',
    '2:12  objective  Missing key "uses". Add it: Name of the component, <vendor>/<component>.  [missing_key]',
    '2:13  objective.use  Unknown key "use". Did you mean "uses"?  [unknown_key]',
    '3:12  optimizer  Expected a map, got "x".  [wrong_type]',
    '4:23  training.epochs  Duplicate key "epochs"; the first is on line 4. Keep only one of them.  [duplicate_key]',
    '4:45  training.batchSize  The number .inf cannot be represented exactly. Use a finite number; integers must be below 2^53.  [bad_number]',
    '5:7  seed  Expected a number >= 0, got -1.  [out_of_range]',
    '6:19  engine.threads  Expected a number >= 1, got 0.  [out_of_range]',
    '6:31  engine.backend  Expected one of auto, tensorflow, wasm, cpu, got "tensorflw". Did you mean "tensorflow"?  [not_a_choice]',
    '6:50  engine.device  Expected one of auto, cpu, gpu, got 1.  [not_a_choice]',
    '7:13  evaluation  Expected a list, got a map.  [wrong_type]',
    '8:7  name  Expected a string that matches ^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$, got "no good".  [invalid_value]',
    '9:11  plugins.0  Expected a string, got 1.  [wrong_type]',
    'override training.epochs=many  training.epochs  Expected an integer, got "many".  [wrong_type]',
    'override x..y=1  "x..y" is not a path into a pipeline. Write key=value to replace, +key=value to add, ~key to remove.  [bad_override]',
  ]);
});

test('refuses a document that is not a map', () => {
  for (const [text, found] of [
    ['[1]', 'a list'],
    ['5', '5'],
    ['hello', '"hello"'],
  ] as const) {
    assert.equal(checkDocument(text, ['a=1']).issues.map(renderIssue), [
      `1:1  Expected a map, got ${found}.  [wrong_type]`,
    ]);
  }
});

test('fills in defaults', () => {
  const text = 'dataset: {uses: a}\nobjective: {uses: b}\noptimizer: {uses: c}\ntraining: {epochs: 2}\n';
  const checked = checkDocument(text, []);
  assert.equal(checked.issues, []);
  assert.equal('value' in checked && checked.value, {
    dataset: { uses: 'a' },
    objective: { uses: 'b' },
    optimizer: { uses: 'c' },
    training: { epochs: 2, batchSize: 128, dropLast: false, logEvery: 50 },
    plugins: [],
    seed: 1,
    engine: { backend: 'auto', device: 'auto', threads: 'auto', compiler: 'auto' },
    evaluation: [],
    sinks: [],
  });
});

test.run();
