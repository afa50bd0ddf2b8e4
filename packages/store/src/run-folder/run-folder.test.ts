import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTemporaryFolder, messageOf } from '../testing';
import { createRunFolder } from './create';
import { openRunFolder, openRunRecord } from './open';
import type { RunFolder } from './run-folder';

const test = suite('run folder');

const create = (runs: string): RunFolder => createRunFolder({ runs, name: 'quick', id: 'b541cbc4465a0234' });
const tensor = { name: 'w', dtype: 'F32', shape: [1], data: new Uint8Array(4) } as const;

test('names folders after the run and never shares one', () =>
  inTemporaryFolder((folder) => {
    const runs = join(folder, 'deep', 'runs');
    assert.equal(
      [1, 2, 3].map(() => basename(create(runs).path)),
      ['quick-b541cbc4', 'quick-b541cbc4-2', 'quick-b541cbc4-3'],
    );
    assert.equal(readdirSync(join(runs, 'quick-b541cbc4')), ['checkpoints']);
  }));

test('creates no folder for an unsafe name', () =>
  inTemporaryFolder((folder) => {
    const runs = join(folder, 'runs');
    const hint = 'It must start with a letter or a digit.  [bad_name]';
    const allowed = 'of 1 to 100 letters, digits, ".", "_" or "-", got';
    assert.is(
      messageOf(() => createRunFolder({ runs, name: '../x', id: 'a' })),
      `Expected a run name ${allowed} "../x". ${hint}`,
    );
    assert.is(
      messageOf(() => createRunFolder({ runs, name: 'x', id: '/etc' })),
      `Expected a run id ${allowed} "/etc". ${hint}`,
    );
    assert.is(existsSync(runs), false);
  }));

test('names a place where no folder can be created', () =>
  inTemporaryFolder((folder) => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.is(
      messageOf(() => create(file)),
      `${file}  Cannot create a run folder here: EEXIST. Choose a writable folder.  [write_failed]`,
    );
  }));

test('stores and reads the tensors for figures, and reports a damaged file', () =>
  inTemporaryFolder((folder) => {
    const made = create(folder);
    assert.is(made.readView('initial'), undefined);
    made.writeView('initial', [tensor]);
    const learned = { ...tensor, data: Uint8Array.of(0, 0, 128, 63) };
    made.writeView('learned', [learned]);
    assert.equal(readdirSync(made.path).sort(), ['checkpoints', 'initial.safetensors', 'learned.safetensors']);
    const { name: _name, ...stored } = learned;
    assert.equal([...(made.readView('learned') ?? [])], [['w', stored]]);
    writeFileSync(join(made.path, 'initial.safetensors'), 'damaged');
    assert.match(
      messageOf(() => made.readView('initial')),
      /^\S+\/initial\.safetensors {2}Invalid safetensors file: /,
    );
  }));

test('reads back what was written after opening', () =>
  inTemporaryFolder((folder) => {
    const made = create(folder);
    made.writePipeline('seed: 1 # é\n');
    made.writePlan({ steps: 2, batchSize: 128 });
    made.writeEnvironment({ node: 'v20' });
    made.appendMetrics({ step: 1, loss: 2 });
    made.saveCheckpoint(1, [tensor], { plan: 'p' });
    const opened = openRunFolder(made.path);
    assert.is(opened.path, made.path);
    assert.is(opened.readPipeline(), 'seed: 1 # é\n');
    assert.equal(opened.readPlan(), { steps: 2, batchSize: 128 });
    assert.equal(opened.readEnvironment(), { node: 'v20' });
    assert.equal(opened.readMetrics(), [{ step: 1, loss: 2 }]);
    assert.is(opened.latestCheckpoint().checkpoint?.metadata.get('plan'), 'p');
    assert.is(opened.readResult(), undefined);
    made.writeResult({ status: 'done' });
    assert.equal(opened.readResult(), { status: 'done' });
    assert.is(readFileSync(join(made.path, 'plan.json'), 'utf8'), '{"batchSize":128,"steps":2}');
    assert.is(readFileSync(join(made.path, 'result.json'), 'utf8'), '{\n  "status": "done"\n}\n');
    const names = ['checkpoints', 'environment.json', 'metrics.jsonl', 'pipeline.yaml', 'plan.json', 'result.json'];
    assert.equal(readdirSync(made.path).sort(), names);
  }));

test('logs each step once when resumed from a checkpoint', () =>
  inTemporaryFolder((folder) => {
    const run = create(folder);
    const train = (from: number, to: number): void => {
      for (let step = from; step <= to; step++) {
        run.appendMetrics({ step, loss: 1 / step });
        run.appendClock({ step, seconds: 10 * step });
        if (step % 2 === 0) run.saveCheckpoint(step, [tensor]);
      }
    };
    train(1, 5);
    const whole = readFileSync(join(run.path, 'metrics.jsonl'));
    writeFileSync(join(run.path, 'checkpoints', 'step-00000004.safetensors'), 'torn');
    const { checkpoint, skipped } = run.latestCheckpoint();
    assert.equal([checkpoint?.step, skipped.length], [2, 1]);
    run.rewind(2);
    assert.equal(readdirSync(join(run.path, 'checkpoints')), ['step-00000002.safetensors']);
    assert.equal(
      run.readMetrics().map(({ step }) => step),
      [1, 2],
    );
    assert.equal(run.readClock(), [
      { step: 1, seconds: 10 },
      { step: 2, seconds: 20 },
    ]);
    train(3, 5);
    assert.equal(readFileSync(join(run.path, 'metrics.jsonl')), whole);
    assert.throws(() => run.appendMetrics({ step: 4 }), /^internal: the log of the metrics goes back to step 4$/);
  }));

test('opens a copy without checkpoints for reading', () =>
  inTemporaryFolder((folder) => {
    writeFileSync(join(folder, 'plan.json'), '{"seed":1}');
    const record = openRunRecord(folder);
    assert.equal([record.readPlan(), record.readMetrics(), record.readClock()], [{ seed: 1 }, [], []]);
    const missing = join(folder, 'missing');
    assert.is(
      messageOf(() => openRunRecord(missing)),
      messageOf(() => openRunFolder(missing)),
    );
  }));

test('removes leftovers of killed processes on locking, and refuses a second holder', () =>
  inTemporaryFolder((folder) => {
    const run = create(folder);
    for (const name of ['.noprop-1.tmp', 'checkpoints/.noprop-2.tmp']) writeFileSync(join(run.path, name), '');
    const lock = run.lock();
    assert.equal(readdirSync(run.path).sort(), ['checkpoints', 'run.lock']);
    assert.equal(readdirSync(join(run.path, 'checkpoints')), []);
    assert.match(
      messageOf(() => run.lock()),
      `This folder is locked by process ${process.pid} on ${lock.owner.host}, started ${lock.owner.start}.`,
    );
    lock.release();
    run.lock().release();
  }));

test('explains why a path is not a run folder', () =>
  inTemporaryFolder((folder) => {
    const refusal = (path: string, found: string): string =>
      `${path}  Not a run folder: ${found}. Give a folder created by "npx noprop run", such as runs/quickstart-1a2b3c4d.  [not_a_run]`;
    const missing = join(folder, 'missing');
    assert.is(
      messageOf(() => openRunFolder(missing)),
      refusal(missing, 'no folder exists at this path'),
    );
    const file = join(folder, 'file');
    writeFileSync(file, '');
    assert.is(
      messageOf(() => openRunFolder(file)),
      refusal(file, 'no folder exists at this path'),
    );
    assert.is(
      messageOf(() => openRunFolder(folder)),
      refusal(folder, 'it has no plan.json'),
    );
    writeFileSync(join(folder, 'plan.json'), '{}');
    const noCheckpoints = refusal(folder, 'it has no checkpoints folder, or only a link to one');
    assert.is(
      messageOf(() => openRunFolder(folder)),
      noCheckpoints,
    );
    mkdirSync(join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'checkpoints'));
    assert.is(
      messageOf(() => openRunFolder(folder)),
      noCheckpoints,
    );
  }));

test('names missing and damaged files of a run', () =>
  inTemporaryFolder((folder) => {
    const run = create(folder);
    const refusal = `${run.path}  This run folder has no pipeline.yaml.  [run_incomplete]`;
    assert.is(
      messageOf(() => run.readPipeline()),
      refusal,
    );
    const plan = join(run.path, 'plan.json');
    for (const text of ['{', '{"__proto__":{"polluted":1}}']) {
      writeFileSync(plan, text);
      assert.match(
        messageOf(() => run.readPlan()),
        `${plan}  Invalid JSON: `,
      );
    }
    assert.match(
      messageOf(() => run.readPlan()),
      'the key "__proto__" is not allowed. The file is damaged or was edited. Restore it.  [json_corrupt]',
    );
    assert.is(Object.hasOwn(Object.prototype, 'polluted'), false);
    rmSync(plan);
    symlinkSync('/etc/hostname', plan);
    assert.is(
      messageOf(() => run.readPlan()),
      `${plan}  Cannot read the file: it is a symbolic link.  [read_failed]`,
    );
  }));

test.run();
