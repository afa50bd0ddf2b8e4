import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { placeOf } from './locate';
import { mergePipelines } from './merge';
import { type MapNode, toPlain } from './node';
import { parseYaml } from './parse';

const test = suite('mergePipelines');

const read = (text: string, file: string): MapNode => parseYaml(text, { file }).root as MapNode;
const merge = (base: string, over: string): MapNode => mergePipelines(read(base, 'base.yaml'), read(over, 'over.yaml'));

const cases: readonly (readonly [string, string, string, unknown])[] = [
  [
    'merges maps deeply and replaces scalars',
    'seed: 1\nengine: {threads: 2, device: cpu}\n',
    'engine: {threads: 4}\nname: a\n',
    { seed: 1, engine: { threads: 4, device: 'cpu' }, name: 'a' },
  ],
  [
    'replaces lists instead of joining them',
    'plugins: [a, b]\nevaluation: [{uses: x, with: {runs: 5}}]\n',
    'plugins: [c]\nevaluation: [{uses: x}]\n',
    { plugins: ['c'], evaluation: [{ uses: 'x' }] },
  ],
  [
    'replaces a scalar by a map, and a map by a scalar',
    'seed: 1\nengine: {threads: 2}\n',
    'seed: {a: 1}\nengine: 3\n',
    { seed: { a: 1 }, engine: 3 },
  ],
  [
    'merges options if the component is the same or not named',
    'schedule: {uses: a, with: {x: 1, y: 2}}\nblocks: {uses: b, with: {x: 1}}\n',
    'schedule: {uses: a, with: {y: 3}}\nblocks: {with: {y: 2}}\n',
    { schedule: { uses: 'a', with: { x: 1, y: 3 } }, blocks: { uses: 'b', with: { x: 1, y: 2 } } },
  ],
  [
    'drops the options of a replaced component',
    'schedule: {uses: a, with: {x: 1}}\nblocks: {uses: a, with: {x: 1}}\n',
    'schedule: {uses: b}\nblocks: {uses: b, with: {y: 2}}\n',
    { schedule: { uses: 'b' }, blocks: { uses: 'b', with: { y: 2 } } },
  ],
  [
    'keeps options that came without a component',
    'schedule: {with: {x: 1}}\n',
    'schedule: {uses: b}\n',
    { schedule: { with: { x: 1 }, uses: 'b' } },
  ],
  [
    'merges a map that has the keys of a slot but is not one',
    'expected: {uses: {paper: 1}, with: {paper: 2}}\n',
    'expected: {uses: {paper: 3}}\n',
    { expected: { uses: { paper: 3 }, with: { paper: 2 } } },
  ],
  [
    'a null replaces a value and does not remove the key',
    'seed: 1\nengine: {}\n',
    'engine:\n',
    { seed: 1, engine: null },
  ],
];

for (const [name, base, over, value] of cases) {
  test(name, () => assert.equal(toPlain(merge(base, over)), value));
}

test('merged values keep the file they were written in', () => {
  const root = merge('seed: 1\ntraining: {epochs: 2, limit: 3}\n', '# over\ntraining: {epochs: 5}\n');
  assert.equal(placeOf(root, 'seed'), { file: 'base.yaml', line: 1, column: 7 });
  assert.equal(placeOf(root, 'training.limit'), { file: 'base.yaml', line: 2, column: 30 });
  assert.equal(placeOf(root, 'training.epochs'), { file: 'over.yaml', line: 2, column: 20 });
  assert.equal(placeOf(root, 'training'), { file: 'over.yaml', line: 2, column: 11 });
});

test('changes neither side', () => {
  const [base, over] = [read('training: {epochs: 2}\n', 'a'), read('training: {limit: 3}\n', 'b')];
  mergePipelines(base, over);
  assert.equal([toPlain(base), toPlain(over)], [{ training: { epochs: 2 } }, { training: { limit: 3 } }]);
});

test.run();
