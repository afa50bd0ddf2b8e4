import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptCli, runCli, withFolder } from './run-cli';
import { tinyPipelineOf } from './trained-fixture';

const test = suite('commands');

const tiny = tinyPipelineOf('{ batchSize: 20, epochs: 2, logEvery: 3 }');

interface Result {
  readonly status: string;
  readonly steps: number;
  readonly run: string;
  readonly evaluation: {
    readonly test: {
      readonly accuracy: number;
      readonly runs: number[];
      readonly chain: number[];
      readonly alone: number[];
    };
  };
}

const run = (folder: string, extra: readonly string[] = []): Result => {
  writeFileSync(join(folder, 'tiny.yaml'), tiny);
  const { code, stdout, stderr } = runCli(['run', 'tiny.yaml', '--runs', 'runs', '--json', ...extra], { cwd: folder });
  assert.is(code, 0, stderr);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as Result;
};

const lastCheckpoint = (runFolder: string): string => {
  const folder = join(runFolder, 'checkpoints');
  return sha256Hex(readFileSync(join(folder, readdirSync(folder).sort().at(-1) as string)));
};

test('run leaves a complete record, and --json ends with the result', () =>
  withFolder((folder) => {
    const result = run(folder);
    assert.is(result.status, 'completed');
    // 96 images in batches of 20: five steps per pass, two passes, two epochs.
    assert.is(result.steps, 20);
    const { accuracy, runs, chain, alone } = result.evaluation.test;
    assert.is(runs.length, 2);
    assert.ok(Math.abs(accuracy - ((runs[0] as number) + (runs[1] as number)) / 2) < 1e-12);
    assert.is(chain.length, 2);
    assert.is(alone.length, 2);
    for (const file of ['pipeline.yaml', 'plan.json', 'environment.json', 'metrics.jsonl', 'result.json']) {
      assert.ok(existsSync(join(result.run, file)), file);
    }
    const { run: _run, ...stored } = result;
    assert.equal(JSON.parse(readFileSync(join(result.run, 'result.json'), 'utf8')), stored);
    assert.equal(readdirSync(join(result.run, 'checkpoints')), [
      'step-00000010.safetensors',
      'step-00000020.safetensors',
    ]);
    const steps = readFileSync(join(result.run, 'metrics.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).step);
    assert.equal(steps, [3, 5, 8, 10, 13, 15, 18, 20]);
  }));

test('run leaves the same bytes for the same seed, and others for another', () =>
  withFolder((folder) => {
    const [first, second, other] = [run(folder), run(folder), run(folder, ['seed=2'])];
    assert.is(lastCheckpoint(first.run), lastCheckpoint(second.run));
    assert.is(
      readFileSync(join(first.run, 'metrics.jsonl'), 'utf8'),
      readFileSync(join(second.run, 'metrics.jsonl'), 'utf8'),
    );
    assert.is.not(lastCheckpoint(first.run), lastCheckpoint(other.run));
  }));

for (const signal of ['SIGINT', 'SIGKILL'] as const) {
  test(`resume after ${signal} ends with the bytes of an uninterrupted run`, () =>
    withFolder(async (folder) => {
      const whole = run(folder, ['training.epochs=12', 'training.checkpointEvery=7']);
      const args = [
        'run',
        join(folder, 'tiny.yaml'),
        'training.epochs=12',
        'training.checkpointEvery=7',
        '--runs',
        join(folder, 'cut'),
        '--json',
      ];
      const cut = await interruptCli(args, signal, (output) => output.includes('"event":"checkpoint","step":14'));
      const [name] = readdirSync(join(folder, 'cut'));
      const runFolder = join(folder, 'cut', name as string);
      if (signal === 'SIGINT') {
        assert.is(cut.code, 130);
        assert.is(JSON.parse(readFileSync(join(runFolder, 'result.json'), 'utf8')).status, 'interrupted');
      } else assert.is(cut.code, null);
      const resumed = runCli(['resume', runFolder, '--json']);
      assert.is(resumed.code, 0, resumed.stderr);
      assert.match(resumed.stdout, /"resumedFrom":(?!0)\d+/);
      assert.is(lastCheckpoint(runFolder), lastCheckpoint(whole.run));
      assert.is(
        readFileSync(join(runFolder, 'metrics.jsonl'), 'utf8'),
        readFileSync(join(whole.run, 'metrics.jsonl'), 'utf8'),
      );
    }));
}

test('--dry-run prints the plan and trains nothing', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'tiny.yaml'), tiny);
    const { code, stdout } = runCli(['run', 'tiny.yaml', '--dry-run', '--json', '--runs', 'runs'], { cwd: folder });
    assert.is(code, 0);
    const plan = JSON.parse(stdout);
    assert.equal(plan.steps, { perPass: 5, passes: 2, epochs: 2, total: 20 });
    assert.is(plan.examples, 96);
    assert.equal(
      plan.groups.map(({ name }: { name: string }) => name),
      ['block/1', 'block/2', 'head'],
    );
    assert.equal(plan.groups[0].shapes['image/conv1/kernel'], [3, 3, 1, 2]);
    assert.is(plan.groups[2].parameters, 110);
    assert.not(existsSync(join(folder, 'runs')));
  }));

test('check reads a pipeline from standard input', () =>
  withFolder((folder) => {
    const { code, stdout } = runCli(['check', '-'], { cwd: folder, input: tiny });
    assert.is(code, 0);
    assert.match(stdout, /^-: ok \(plan [0-9a-f]{12}\)\n$/);
  }));

test('list names the built-in components of a kind', () => {
  const { code, stdout } = runCli(['list', 'optimizer', '--json']);
  assert.is(code, 0);
  assert.equal(
    JSON.parse(stdout).map(({ name }: { name: string }) => name),
    ['noprop/adam', 'noprop/adam-w', 'noprop/rmsprop-centred', 'noprop/sgd', 'noprop/sgd-w'],
  );
});

test('describe shows every option', () => {
  const { stdout } = runCli(['describe', 'noprop/noprop-dt']);
  assert.is(
    stdout,
    `noprop/noprop-dt (objective, from @noprop/objectives)
NoProp in discrete time: each block learns on its own to denoise the label.
needs: dataset, embedding, schedule, blocks

  eta (number, default 0.1)
      Weight of the denoising term. [paper table:3]
  inferenceNoise (on | off | all-but-last, default "on")
      Noise of the inference chain: at every step (on), never (off), or at all but the last step. [paper eq:2]
  classProbability (softmax | radial, default "softmax")
      Class probabilities: softmax of the output layer, or radial, by distance to its mixed embedding. [paper eq:13]
  sigma (number, default 1)
      Standard deviation of the radial class probabilities; softmax ignores it. [paper eq:14]
`,
  );
});

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [['runn'], "error: unknown command 'runn'\n(Did you mean run?)\n"],
  [['run', 'x.yaml', '--dry-runn'], "error: unknown option '--dry-runn'\n(Did you mean --dry-run?)\n"],
  [
    ['run', 'no-such.yaml'],
    'no-such.yaml  Cannot read the pipeline: no such file. Give the path of a YAML file, or - for standard input.  [unreadable_file]\n',
  ],
  [
    ['check', 'seed=2'],
    'Expected a pipeline file, got only overrides: seed=2. Give the path of a YAML file, or - for standard input.  [no_file]\n',
  ],
  [
    ['doctor', '--backend', 'gpu'],
    "error: option '--backend <name>' argument 'gpu' is invalid. Allowed choices are auto, tensorflow, wasm, cpu.\n",
  ],
  [['list', 'optimiser'], 'Unknown kind of component "optimiser". Did you mean "optimizer"?  [unknown_kind]\n'],
  [
    ['describe', 'noprop/adamw'],
    'No component is named "noprop/adamw". Did you mean "noprop/adam-w"?  [unknown_component]\n',
  ],
];

for (const [args, message] of mistakes) {
  test(`refuses: noprop ${args.join(' ')}`, () => {
    const { code, stderr } = runCli(args);
    assert.is(stderr, message);
    assert.is(code, 2);
  });
}

test('run exits with code 4 if an explicit backend is missing', () =>
  withFolder((folder) => {
    writeFileSync(join(folder, 'tiny.yaml'), tiny);
    const env = { NOPROP_ENGINE: '', NOPROP_CACHE: join(folder, 'cache') };
    const { code, stderr } = runCli(['run', 'tiny.yaml', 'engine.backend=tensorflow'], { cwd: folder, env });
    assert.match(
      stderr,
      /The tensorflow backend is not available: .*\. Run "npm run setup", or set engine\.backend: auto\. {2}\[backend_missing\]/,
    );
    assert.is(code, 4);
  }));

test('every command has help that starts with an example', () => {
  for (const command of [
    'run',
    'check',
    'resume',
    'sweep',
    'predict',
    'export',
    'merge',
    'list',
    'describe',
    'schema',
    'doctor',
  ]) {
    const { code, stdout } = runCli([command, '--help']);
    assert.is(code, 0);
    assert.match(stdout, `Example: noprop ${command}`);
  }
});

test.run();
