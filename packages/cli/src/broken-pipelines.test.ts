import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCli, withFolder } from './run-cli';

const test = suite('broken pipelines');

const whole = `name: broken
dataset: { uses: noprop/glyphs, with: { train: 64, test: 16 } }
embedding: { uses: noprop/one-hot }
schedule: { uses: noprop/cosine, with: { steps: 2 } }
blocks: { uses: noprop/conv-discrete, with: { channels: [2, 2, 2], hidden: 8, fusion: 4 } }
objective: { uses: noprop/noprop-dt, with: { eta: 0.1 } }
optimizer: { uses: noprop/adam-w }
training: { batchSize: 16, epochs: 1 }
`;

interface Case {
  readonly name: string;
  readonly text: string;
  readonly overrides?: readonly string[];
  /** Everything on stderr, without the file's folder. */
  readonly message: string;
}

const cases: readonly Case[] = [
  {
    name: 'misspelled key',
    text: whole.replace('batchSize', 'batchSise'),
    message:
      'broken.yaml:8:13  training.batchSise  Unknown key "batchSise". Did you mean "batchSize"?  [unknown_key]\n',
  },
  {
    name: 'wrong type',
    text: whole.replace('eta: 0.1', 'eta: much'),
    message: 'broken.yaml:6:51  objective.with.eta  Expected a number, got "much".  [wrong_type]\n',
  },
  {
    name: 'unknown component',
    text: whole.replace('noprop/cosine', 'noprop/cosin'),
    message:
      'broken.yaml:4:19  schedule.uses  No schedule is named "noprop/cosin". Did you mean "noprop/cosine"?  [unknown_component]\n',
  },
  {
    name: 'missing dataset',
    text: whole.replace('noprop/glyphs, with: { train: 64, test: 16 }', 'noprop/mnist, with: { root: nowhere }'),
    message:
      'broken.yaml:2:46  dataset.with.root  No complete copy of mnist in FOLDER/nowhere; missing: train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte. Put the files there (each plain or as .gz), or remove root to use NOPROP_DATA, the cache or a download.  [dataset_missing]\n',
  },
  {
    name: 'negative T',
    text: whole.replace('steps: 2', 'steps: -2'),
    message: 'broken.yaml:4:49  schedule.with.steps  Expected a number >= 1, got -2.  [out_of_range]\n',
  },
  {
    name: 'alias bomb',
    text: 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n',
    message:
      'broken.yaml:2:8  b.0  The alias "*a" is not allowed: aliases can blow up a small file. Write the value out.  [alias]\n',
  },
  {
    name: 'duplicate key',
    text: `${whole}seed: 1\nseed: 2\n`,
    message:
      'broken.yaml:10:1  seed  Duplicate key "seed"; the first is on line 9. Keep only one of them.  [duplicate_key]\n',
  },
  {
    name: 'wrong plugin',
    text: `${whole}plugins: [no-such-plugin]\n`,
    message:
      'broken.yaml:9:11  plugins.0  The plugin "no-such-plugin" is not installed next to the pipeline. Run "npm install no-such-plugin" in FOLDER.  [plugin_not_found]\n',
  },
  {
    name: 'bad override',
    text: whole,
    overrides: ['training.epoch=3'],
    message:
      'override training.epoch=3  The pipeline has no "training.epoch". Did you mean "training.epochs"? To add it, write +training.epoch=3.  [unknown_override]\n',
  },
  {
    name: 'empty file',
    text: '',
    message: 'broken.yaml:1:1  The file is empty. Start from pipelines/quickstart.yaml.  [empty_file]\n',
  },
];

for (const { name, text, overrides = [], message } of cases) {
  test(`reports: ${name}`, () =>
    withFolder((folder) => {
      writeFileSync(join(folder, 'broken.yaml'), text);
      const { code, stdout, stderr } = runCli(['check', 'broken.yaml', ...overrides], {
        cwd: folder,
        env: { NOPROP_DATA: '' },
      });
      assert.is(stderr.replaceAll(folder, 'FOLDER'), message);
      assert.is(stdout, '');
      assert.is(code, 2);
    }));
}

test('reports all problems of both phases at once, in the order of their positions', () =>
  withFolder((folder) => {
    const text = whole
      .replace('steps: 2', 'step: 2')
      .replace('adam-w', 'adamw')
      .replace('batchSize: 16', 'batchSize: 1.5');
    writeFileSync(join(folder, 'broken.yaml'), text);
    const { code, stderr } = runCli(['run', 'broken.yaml'], { cwd: folder });
    assert.is(
      stderr,
      [
        'broken.yaml:4:42  schedule.with.step  Unknown key "step". Did you mean "steps"?  [unknown_key]',
        'broken.yaml:7:20  optimizer.uses  No optimizer is named "noprop/adamw". Did you mean "noprop/adam-w"?  [unknown_component]',
        'broken.yaml:8:24  training.batchSize  Expected an integer, got 1.5.  [wrong_type]',
        '',
      ].join('\n'),
    );
    assert.is(code, 2);
  }));

test('accepts the pipeline that all cases are made from', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'whole.yaml'), whole);
    const { code, stderr } = runCli(['check', 'whole.yaml'], { cwd: folder });
    assert.is(stderr, '');
    assert.is(code, 0);
  }));

test.run();
