import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildComponent, type Component, type OpenSink, type SinkRecord, type SinkRun } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { everyRecord } from './records';

export interface SinkLawOptions {
  /** Makes the options of the component for one test; `folder` is empty and is deleted after the test. */
  readonly options?: (folder: string) => Options | Promise<Options>;
}

type Options = Readonly<Record<string, unknown>>;

/** What a test works with: an empty folder for the sink, and a run whose folder already holds files. */
interface Place {
  readonly folder: string;
  readonly run: SinkRun;
  readonly notes: readonly string[];
}

/**
 * Tests the laws that every sink must satisfy. Call it from a sink's test file. For a sink that sends metrics to a
 * server, pass the address of a test server in `options`.
 */
export function testSink(component: Component<'sink'>, { options = () => ({}) }: SinkLawOptions = {}): void {
  const test = suite(`laws of ${component.name}`);
  const open = async (place: Place, change: Partial<SinkRun> = {}): Promise<OpenSink> =>
    buildComponent(component, await options(place.folder)).open({ ...place.run, ...change });
  const law = (name: string, body: (place: Place) => Promise<void>): void => test(name, () => inPlace(body));

  law('build writes no files, because a plan may never run', async (place) => {
    buildComponent(component, await options(place.folder));
    assert.equal(readdirSync(place.folder), []);
    assert.equal(readdirSync(place.run.folder).sort(), Object.keys(RECORD).sort());
  });

  law('accepts every record synchronously and closes', async (place) => {
    const sink = await open(place);
    for (const record of everyRecord) assert.is(sink.write(record), undefined, `result of write for ${record.record}`);
    assert.is(await sink.close(), undefined);
    assert.equal(place.notes, [], 'plain records cause no notes');
  });

  law('does not modify records or the run', async (place) => {
    const before = structuredClone([everyRecord, { ...place.run, note: undefined }]);
    const records = everyRecord.map(frozen);
    const sink = await open(place, frozen({ options: place.run.options }));
    for (const record of records) sink.write(record);
    await sink.close();
    assert.equal([records, { ...place.run, note: undefined }], before);
  });

  law("does not change the run's own files", async (place) => {
    await take(await open(place), everyRecord);
    for (const [name, text] of Object.entries(RECORD)) {
      assert.is(readFileSync(join(place.run.folder, name), 'utf8'), text, name);
    }
  });

  law('can be closed without any record', async (place) => {
    await (await open(place)).close();
  });

  law('can be reopened for the same run, from an earlier step and from the start', async (place) => {
    await take(await open(place), everyRecord);
    for (const resumedFrom of [10, 0]) await take(await open(place, { resumedFrom }), everyRecord.slice(1));
    // A run without a complete checkpoint starts over in the same folder.
    await take(await open(place), everyRecord);
  });

  law('accepts non-finite numbers and unusual names and values', async (place) => {
    const [step] = everyRecord as [Extract<SinkRecord, { record: 'step' }>];
    const odd = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, 'ä b/c:d"e\n': -1, '': 0, huge: 1e300 };
    const values = { ...odd, text: 'x', none: null, empty: [], deep: { a: [[1]] }, mixed: [1, 'x', null] };
    await take(await open(place), [
      { ...step, metrics: odd, terms: odd, loss: Number.NaN },
      { record: 'evaluated', step: 10, split: 'test', values },
    ]);
  });

  law('keeps two simultaneous runs apart', async (place) => {
    await inPlace(async (other) => {
      const sinks = [await open(place), await open(other, { name: 'other' })];
      for (const record of everyRecord) for (const sink of sinks) sink.write(record);
      await Promise.all(sinks.map((sink) => sink.close()));
    });
  });

  test.run();
}

async function take(sink: OpenSink, records: readonly SinkRecord[]): Promise<void> {
  for (const record of records) sink.write(record);
  await sink.close();
}

/** Files of the run that a sink must not touch. */
const RECORD = { 'plan.json': '{}', 'metrics.jsonl': '{"step":1}\n', 'result.json': '{}\n' } as const;

async function inPlace(body: (place: Place) => Promise<void>): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'noprop-sink-'));
  const [folder, run] = [join(root, 'folder'), join(root, 'runs', 'toy-1a2b3c4d')];
  for (const each of [folder, run]) mkdirSync(each, { recursive: true });
  for (const [name, text] of Object.entries(RECORD)) writeFileSync(join(run, name), text);
  const notes: string[] = [];
  const options = { seed: 1, dataset: { uses: 'toy/pixels', with: { train: 90 } }, training: { epochs: 1 } };
  const note = (message: string): void => void notes.push(message);
  try {
    await body({ folder, notes, run: { name: 'toy', planId: '1a2b3c4d'.repeat(8), options, folder: run, note } });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(frozen)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, frozen(inner as unknown)]));
  return Object.freeze(copy) as T;
}
