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

test('values are shown where they stand', () => {
  assert.is(place('a'), '1:4');
  assert.is(place('map.key'), '3:8');
  assert.is(place('map.key.1.y'), '3:17');
  assert.is(place('map.dotted.key'), '4:17');
  assert.is(place(''), '1:1');
});

test('keys that should not be there are shown at the key', () => {
  assert.is(place('map', 'unused_slot'), '2:1');
  assert.is(place('map.key.1.y', 'unknown_key'), '3:13');
});

test('what is not there is shown at its nearest parent', () => {
  assert.is(place('map.nothing.like.it'), '3:3');
  assert.is(place('map.key.7.y'), '3:8');
  assert.is(place('a.b.c'), '1:4');
});

test('what an override wrote or removed is shown as the override', () => {
  const { root: changed } = applyOverrides(root, ['map.key.1.y=5', '+map.more.deep=6', '~a']);
  assert.is(place('map.key.1.y', 'wrong_type', changed), 'override map.key.1.y=5');
  assert.is(place('map.more', 'unknown_key', changed), 'override +map.more.deep=6');
  assert.is(place('map.more.deep', 'wrong_type', changed), 'override +map.more.deep=6');
  assert.is(place('map.key', 'wrong_type', changed), '3:8');
  const missing = { code: 'missing_key', path: '', message: 'The key "a" is missing.' };
  assert.is(renderIssue(locateIssue(changed, missing)), 'override ~a  The key "a" is missing.  [missing_key]');
});

test('an issue that has its place keeps it', () => {
  const issue = { code: 'x', path: 'a', message: 'No.', file: 'other.yaml' };
  assert.equal(locateIssue(root, issue), issue);
});

test('phase one collects every problem of syntax, overrides and the pipeline schema', () => {
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
    '10:30  expected.accuracy.paper  Wanted a number, found the string "high".  [wrong_type]',
    '11:1  extra  Unknown key "extra". Known keys: name, description, extends, plugins, seed, engine, dataset, embedding, schedule, blocks, objective, optimizer, training, evaluation, progress, sinks, expected.  [unknown_key]',
    '2:12  objective  The key "uses" is missing. Add it: Name of the component, <vendor>/<component>.  [missing_key]',
    '2:13  objective.use  Unknown key "use". Did you mean "uses"?  [unknown_key]',
    '3:12  optimizer  Wanted a map, found the string "x".  [wrong_type]',
    '4:23  training.epochs  The key "epochs" is given a second time; the first is on line 4. Keep one of the two.  [duplicate_key]',
    '4:45  training.batchSize  The number .inf cannot be held exactly. Use a finite number; integers below 2^53.  [bad_number]',
    '5:7  seed  Wanted a number >= 0, found -1.  [out_of_range]',
    '6:19  engine.threads  Wanted a number >= 1, found 0.  [out_of_range]',
    '6:31  engine.backend  Wanted one of auto, tensorflow, wasm, cpu, found the string "tensorflw". Did you mean "tensorflow"?  [not_a_choice]',
    '6:50  engine.device  Wanted one of auto, cpu, gpu, found 1.  [not_a_choice]',
    '7:13  evaluation  Wanted a list, found a map.  [wrong_type]',
    '8:7  name  The value must match pattern "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", found the string "no good".  [invalid_value]',
    '9:11  plugins.0  Wanted a string, found 1.  [wrong_type]',
    'override training.epochs=many  training.epochs  Wanted an integer, found the string "many".  [wrong_type]',
    'override x..y=1  "x..y" is no path into a pipeline. Write key=value to replace, +key=value to add, ~key to remove.  [bad_override]',
  ]);
});

test('a document that is no map is refused as such', () => {
  for (const [text, found] of [
    ['[1]', 'a list'],
    ['5', '5'],
    ['hello', 'the string "hello"'],
  ] as const) {
    assert.equal(checkDocument(text, ['a=1']).issues.map(renderIssue), [
      `1:1  Wanted a map, found ${found}.  [wrong_type]`,
    ]);
  }
});

test('defaults are filled in', () => {
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
