import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildComponent, type SinkRecord, type SinkRun } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { everyRecord } from '../testing/records';
import { mlflow } from './mlflow';
import { type Fault, startToyServer, type ToyServer } from './toy-server';

const test = suite('noprop/mlflow');

interface Given {
  readonly server: ToyServer;
  readonly run: SinkRun;
  readonly notes: string[];
}

const given = (body: (given: Given) => Promise<void>, fault?: (endpoint: string) => Fault | undefined) =>
  inTemporaryFolder(async (folder) => {
    const server = await startToyServer(fault);
    const notes: string[] = [];
    const note = (message: string): void => void notes.push(message);
    const options = { seed: 1, optimizer: { uses: 'noprop/sgd', with: { learningRate: 0.5 } } };
    try {
      await body({ server, notes, run: { name: 'toy', planId: 'abc', options, folder, note } });
    } finally {
      await server.close();
    }
  });

async function write(records: readonly SinkRecord[], run: SinkRun, uri: string, options = {}): Promise<void> {
  const sink = buildComponent(mlflow, { uri, ...options }).open(run);
  for (const record of records) sink.write(record);
  await sink.close();
}

const [first, second] = everyRecord as [SinkRecord, SinkRecord];

test('creates the experiment and the run, sends params and metrics, and ends the run', () =>
  given(async ({ server, run, notes }) => {
    await write(everyRecord, run, server.uri, { experiment: 'digits' });
    const { calls } = server;
    assert.equal(
      calls.map(({ endpoint }) => endpoint),
      [
        'experiments/get-by-name',
        'experiments/create',
        'runs/create',
        'runs/log-batch',
        'runs/log-batch',
        'runs/update',
      ],
    );
    const [asked, made, created, params, , ended] = calls.map(({ body }) => body);
    assert.equal([asked, made], [{ experiment_name: 'digits' }, { name: 'digits' }]);
    const { start_time: began, ...rest } = created as { start_time: number };
    assert.equal(rest, {
      experiment_id: '1',
      run_name: run.folder.split('/').at(-1),
      tags: [
        { key: 'noprop.planId', value: 'abc' },
        { key: 'mlflow.source.name', value: 'noprop' },
        { key: 'mlflow.source.type', value: 'LOCAL' },
      ],
    });
    assert.equal(params, {
      run_id: 'run-1',
      params: [
        { key: 'name', value: 'toy' },
        { key: 'seed', value: '1' },
        { key: 'optimizer', value: 'noprop/sgd' },
        { key: 'optimizer.learningRate', value: '0.5' },
      ],
    });
    const { end_time: ends, ...end } = ended as { end_time: number };
    assert.equal(end, { run_id: 'run-1', status: 'FINISHED' });
    assert.ok(ends >= began && began > 1.7e12, 'milliseconds of the clock');
    assert.equal(server.metric('train/loss'), [
      [10, 2.3],
      [20, 1.1],
    ]);
    assert.equal(server.metric('block/2/kl'), [[20, 0.1]]);
    assert.equal(server.metric('test/accuracy'), [[20, 0.625]]);
    assert.equal(notes, []);
  }));

test('continues the same server run after a resume', () =>
  given(async ({ server, run, notes }) => {
    await write([first, { record: 'finished', status: 'interrupted', step: 10, seconds: 1 }], run, server.uri);
    await write([second], { ...run, resumedFrom: 10 }, server.uri);
    assert.equal(
      server.calls.map(({ endpoint, body }) => `${endpoint} ${body.run_id ?? ''} ${body.status ?? ''}`.trim()).slice(3),
      [
        'runs/log-batch run-1',
        'runs/log-batch run-1',
        'runs/update run-1 KILLED',
        'runs/update run-1 RUNNING',
        'runs/log-batch run-1',
        // The sink was closed without a finished record.
        'runs/update run-1 FAILED',
      ],
    );
    const stored = JSON.parse(readFileSync(join(run.folder, 'mlflow.json'), 'utf8')) as unknown;
    assert.equal(stored, { format: 1, runs: [{ experiment: 'noprop', run: 'run-1', uri: server.uri }] });
    assert.equal(notes, []);
  }));

test('continues in a new run if the server no longer has the run', () =>
  given(async ({ server, run, notes }) => {
    const runs = [{ experiment: 'noprop', run: 'gone', uri: server.uri }];
    writeFileSync(join(run.folder, 'mlflow.json'), JSON.stringify({ format: 1, runs }));
    await write([second], run, server.uri);
    assert.equal(notes, ['the server no longer has the run gone; continuing in a new one.']);
    assert.equal(server.metric('train/loss'), [[20, 1.1]]);
    assert.match(readFileSync(join(run.folder, 'mlflow.json'), 'utf8'), '"run": "run-1"');
  }));

test('skips metrics that are not finite, with a note', () =>
  given(async ({ server, run, notes }) => {
    const values = { accuracy: Number.NaN, runs: [0.5, Number.POSITIVE_INFINITY] };
    await write([{ record: 'evaluated', step: 7, split: 'test', values }], run, server.uri);
    assert.equal(notes, ['skipped 2 metrics that are not finite, the first was test/accuracy at step 7.']);
    assert.equal([server.metric('test/accuracy'), server.metric('test/runs/1')], [[], [[7, 0.5]]]);
  }));

test('sends credentials only to the server', () =>
  given(async ({ server, run }) => {
    process.env.MLFLOW_TRACKING_TOKEN = 'hunter2';
    try {
      await write([first], run, server.uri);
    } finally {
      delete process.env.MLFLOW_TRACKING_TOKEN;
    }
    assert.ok(server.calls.every(({ authorization }) => authorization === 'Bearer hunter2'));
    assert.not.match(readFileSync(join(run.folder, 'mlflow.json'), 'utf8'), 'hunter2');
  }));

test('stops waiting for a silent server after flushSeconds', () =>
  given(
    async ({ server, run }) => {
      const failure = await write([first], run, server.uri, { flushSeconds: 0.3 }).catch(
        (error: Error) => error.message,
      );
      assert.is(
        failure,
        `The MLflow server at ${server.uri} did not accept the last metrics within 0.3 s; 9 were not sent.`,
      );
    },
    (endpoint) => (endpoint === 'runs/create' ? 'hang' : undefined),
  ));

test('throws a background refusal from a later write', () =>
  given(
    async ({ server, run }) => {
      const sink = buildComponent(mlflow, { uri: server.uri }).open(run);
      const reason = '403 PERMISSION_DENIED refused PERMISSION_DENIED';
      const refused = `The MLflow server at ${server.uri} answered runs/create with ${reason}`;
      let message = '';
      while (message === '') {
        await new Promise((resolve) => setTimeout(resolve, 5));
        try {
          sink.write(first);
        } catch (error) {
          ({ message } = error as Error);
        }
      }
      assert.is(message, refused);
      assert.is(await sink.close().catch((error: Error) => error.message), refused);
    },
    (endpoint) => (endpoint === 'runs/create' ? { status: 403, code: 'PERMISSION_DENIED' } : undefined),
  ));

test('refuses an address with a password before anything runs', () => {
  assert.is(
    messageOf(() => buildComponent(mlflow, { uri: 'http://me:hunter2@127.0.0.1' })),
    'uri  uri must not contain a user name or password, because it is saved with the run. ' +
      'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.  [mlflow_server]',
  );
});

test('builds without an address and refuses to open', () => {
  const sink = buildComponent(mlflow);
  const run: SinkRun = { name: 'toy', planId: 'abc', options: {}, folder: '/nowhere', note: () => undefined };
  assert.is(
    messageOf(() => sink.open(run)),
    'uri  No MLflow tracking server is set. Set with.uri or MLFLOW_TRACKING_URI, e.g. to http://127.0.0.1:5000.  ' +
      '[mlflow_server]',
  );
});

test.before(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith('MLFLOW_')) delete process.env[name];
});

test.run();
