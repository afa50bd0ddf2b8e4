import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mlflowName } from './names';
import { paramsOf } from './params';

const test = suite('MLflow names and params');

const names = {
  'block/3/crossEntropy': 'block/3/crossEntropy',
  'a b-c.d:e_f': 'a b-c.d:e_f',
  'ä"\n': '___',
  '': '_',
  'train/': 'train/_',
  '/a//b': '_/a/_/b',
  '../a/./b/..': '__/a/_/b/__',
};

for (const [given, expected] of Object.entries(names)) {
  test(`maps ${JSON.stringify(given)} to ${expected}`, () => assert.is(mlflowName(given), expected));
}

test('truncates a long name and never ends it with a slash', () => {
  assert.is(mlflowName(`${'x'.repeat(249)}/y`), `${'x'.repeat(249)}_`);
});

test('flattens components, their options and lists', () => {
  const options = {
    seed: 1,
    optimizer: { uses: 'noprop/adam-w', with: { learningRate: 0.001, groups: {}, dropLast: false } },
    evaluation: [{ uses: 'noprop/accuracy', with: { split: 'test' } }],
    blocks: { uses: 'noprop/conv', with: { channels: [2, 4] } },
    plugins: [],
    none: undefined,
    code: 'x'.repeat(6001),
  };
  assert.equal(paramsOf(options), {
    params: [
      { key: 'seed', value: '1' },
      { key: 'optimizer', value: 'noprop/adam-w' },
      { key: 'optimizer.learningRate', value: '0.001' },
      { key: 'optimizer.dropLast', value: 'false' },
      { key: 'evaluation.0', value: 'noprop/accuracy' },
      { key: 'evaluation.0.split', value: 'test' },
      { key: 'blocks', value: 'noprop/conv' },
      { key: 'blocks.channels', value: '[2,4]' },
    ],
    tooLong: ['code'],
  });
});

test.run();
