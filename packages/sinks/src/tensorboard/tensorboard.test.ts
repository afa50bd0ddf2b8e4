import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildComponent, type SinkRecord, type SinkRun } from '@noprop/core';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scalarsOf } from '../shared/scalars';
import { pythonTest, runPython } from '../testing/python';
import { everyRecord } from '../testing/records';
import { testSink } from '../testing/test-sink';
import { tensorboard } from './tensorboard';

testSink(tensorboard);
testSink(tensorboard, { options: (folder) => ({ folder }) });

const test = suite('noprop/tensorboard');

interface Read {
  readonly scalars: Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

const program = readFileSync(join(__dirname, 'read-scalars.py'), 'utf8');
const read = (folder: string): Read => JSON.parse(runPython(program, folder)) as Read;

const runIn = (folder: string): SinkRun => ({
  name: 'toy',
  planId: 'abc',
  options: { seed: 1, note: 'a\n```\nb' },
  folder,
  note: (message) => assert.unreachable(message),
});

async function write(records: readonly SinkRecord[], run: SinkRun, options = {}): Promise<void> {
  const sink = buildComponent(tensorboard, options).open(run);
  for (const record of records) sink.write(record);
  await sink.close();
}

/** The expected charts, in float32. */
function charts(records: readonly SinkRecord[]): Read['scalars'] {
  const expected: Record<string, [number, number][]> = {};
  for (const record of records) {
    for (const { name, value } of scalarsOf(record)) {
      expected[name] = [...(expected[name] ?? []), [record.step, Math.fround(value)]];
    }
  }
  return expected;
}

pythonTest(test, 'writes scalars and the plan as TensorBoard reads them', () =>
  inTemporaryFolder(async (folder) => {
    await write(everyRecord, runIn(folder));
    const { scalars, texts } = read(join(folder, 'tensorboard'));
    assert.equal(scalars, charts(everyRecord));
    assert.equal(scalars['train/loss'], [
      [10, 2.299999952316284],
      [20, 1.100000023841858],
    ]);
    assert.equal(scalars['test/chain/2'], [[20, 0.625]]);
    const plan = texts.plan?.map((text) => JSON.parse(text.replace(/^ {4}/gm, '')) as unknown);
    assert.equal(plan, [{ name: 'toy', planId: 'abc', seed: 1, note: 'a\n```\nb' }]);
  }),
);

pythonTest(test, 'after a resume shows each step once, with the values of the later process', () =>
  inTemporaryFolder(async (folder) => {
    const step = (count: number, loss: number): SinkRecord => ({
      ...(everyRecord[0] as Extract<SinkRecord, { record: 'step' }>),
      step: count,
      loss,
    });
    await write([step(5, 0.5), step(10, 0.25), step(15, 0.125)], runIn(folder));
    await write([step(15, 2), step(20, 1)], { ...runIn(folder), resumedFrom: 10 });
    const { scalars, texts } = read(join(folder, 'tensorboard'));
    assert.equal(scalars['train/loss'], [
      [5, 0.5],
      [10, 0.25],
      [15, 2],
      [20, 1],
    ]);
    assert.is(texts.plan?.length, 1);
  }),
);

test('writes to the run folder, or to a subfolder of folder named like the run folder', () =>
  inTemporaryFolder(async (folder) => {
    await write([], runIn(folder));
    await write([], { ...runIn(folder), resumedFrom: 3 });
    await write([], runIn(join(folder, 'runs', 'toy-1a2b3c4d-2')), { folder: join(folder, 'board') });
    const [first, second] = readdirSync(join(folder, 'tensorboard')).sort();
    assert.match(first as string, /^events\.out\.tfevents\.\d{10}\.noprop\.0001$/);
    assert.match(second as string, /^events\.out\.tfevents\.\d{10}\.noprop\.0002$/);
    assert.is(readdirSync(join(folder, 'board', 'toy-1a2b3c4d-2')).length, 1);
    assert.not.ok(existsSync(join(folder, 'runs')));
  }));

test.run();
