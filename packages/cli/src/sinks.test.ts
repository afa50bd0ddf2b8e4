import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pythonTest, startPython } from '@noprop/sinks/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { interruptCli, runCli, withFolder } from './run-cli';

const test = suite('sinks in noprop run');

const pipeline = 'pipelines/smoke/table-1/mnist/noprop-dt-one-hot.yaml';
const tiny = [
  'dataset={ uses: noprop/glyphs, with: { train: 96, test: 40 } }',
  'blocks.with={ channels: [2, 2, 2], hidden: 8, fusion: 4 }',
  'training={ epochs: 20, batchSize: 32, logEvery: 4, checkpointEvery: 30 }',
];

const args = (runs: string, ...sinks: readonly string[]): readonly string[] => [
  ...['run', pipeline, ...tiny, '--json', '--runs', runs],
  `sinks=[${sinks.join(', ')}]`,
];

const onlyRun = (runs: string): string => {
  const names = readdirSync(runs);
  assert.is(names.length, 1);
  return join(runs, names[0] as string);
};

interface Line {
  readonly step: number;
  readonly loss: number;
  readonly passName: string;
  readonly terms: Readonly<Record<string, number>>;
}

const linesOf = (run: string): readonly Line[] =>
  readFileSync(join(run, 'metrics.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

interface MlflowRun {
  readonly info: { readonly run_id: string; readonly run_name: string; readonly status: string };
  readonly data: {
    readonly params: readonly { readonly key: string; readonly value: string }[];
    readonly metrics: readonly { readonly key: string; readonly value: number; readonly step: number }[];
  };
}

/** An MLflow tracking server with its database in a folder. */
class Mlflow {
  private constructor(
    readonly uri: string,
    readonly child: ChildProcess,
  ) {}

  static async start(folder: string): Promise<Mlflow> {
    const uri = `http://127.0.0.1:${await freePort()}`;
    const options = ['--backend-store-uri', `sqlite:///${join(folder, 'mlflow.db')}`, '--workers', '1'];
    const place = ['--host', '127.0.0.1', '--port', new URL(uri).port, '--artifacts-destination', folder];
    const server = new Mlflow(uri, startPython(['-m', 'mlflow', 'server', ...options, ...place], folder));
    while (server.child.exitCode === null) {
      const answer = await fetch(`${uri}/health`).catch(() => undefined);
      if (answer?.ok) return server;
      await wait(200);
    }
    server.stop();
    throw new Error('The MLflow server did not start.');
  }

  /** Each request has its own connection: the server closes one that is idle while a command runs. */
  async get<T>(endpoint: string, query: Readonly<Record<string, string>>): Promise<T> {
    const url = `${this.uri}/api/2.0/mlflow/${endpoint}?${new URLSearchParams(query).toString()}`;
    const answer = await fetch(url, { headers: { connection: 'close' } });
    return (await answer.json()) as T;
  }

  async runs(): Promise<readonly MlflowRun[]> {
    const query = { experiment_name: 'twins' };
    const { experiment } = await this.get<{ experiment: { experiment_id: string } }>('experiments/get-by-name', query);
    const answer = await fetch(`${this.uri}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      body: JSON.stringify({ experiment_ids: [experiment.experiment_id] }),
      headers: { 'content-type': 'application/json', connection: 'close' },
    });
    return ((await answer.json()) as { runs: readonly MlflowRun[] }).runs;
  }

  /** Every point of a curve as [step, value], without duplicates. */
  async curve(run: string, key: string): Promise<readonly (readonly [number, number])[]> {
    const query = { run_id: run, metric_key: key };
    const { metrics } = await this.get<{ metrics: MlflowRun['data']['metrics'] }>('metrics/get-history', query);
    return [...new Map(metrics.map(({ step, value }) => [step, value]))].sort(([a], [b]) => a - b);
  }

  /** Kills the whole process group, because the server starts further processes. */
  stop(): void {
    try {
      process.kill(-(this.child.pid as number), 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
}

pythonTest(test, 'send params and every metric to a real MLflow server, and resume an interrupted run there', () =>
  withFolder(async (folder) => {
    const mlflow = await Mlflow.start(folder);
    const runs = join(folder, 'runs');
    try {
      const sink = `{ uses: noprop/mlflow, with: { uri: '${mlflow.uri}', experiment: twins } }`;
      const at30 = (output: string): boolean => output.includes('"event":"checkpoint","step":30');
      const cut = await interruptCli(args(runs, sink), 'SIGINT', at30);
      assert.is(cut.code, 130, cut.stderr);
      assert.equal(
        (await mlflow.runs()).map(({ info }) => info.status),
        ['KILLED'],
      );
      const resumed = runCli(['resume', onlyRun(runs), '--json']);
      assert.is(resumed.code, 0, resumed.stderr);
      assert.not.match(resumed.stdout, '"warning"');

      const [run, ...others] = (await mlflow.runs()) as [MlflowRun, ...MlflowRun[]];
      assert.equal([others.length, run.info.status], [0, 'FINISHED']);
      assert.is(run.info.run_name, onlyRun(runs).split('/').at(-1));
      const params = Object.fromEntries(run.data.params.map(({ key, value }) => [key, value]));
      assert.equal(
        [params.objective, params['dataset.train'], params['training.epochs'], params['blocks.channels'], params.seed],
        ['noprop/noprop-dt', '96', '20', '[2,2,2]', '1'],
      );
      const lines = linesOf(onlyRun(runs));
      assert.is(lines.length, 60);
      const { run_id: id } = run.info;
      assert.equal(
        await mlflow.curve(id, 'train/loss'),
        lines.map(({ step, loss }) => [step, loss]),
      );
      assert.equal(
        await mlflow.curve(id, 'block/3/kl'),
        lines.filter(({ passName }) => passName === 'block/3').map(({ step, terms }) => [step, terms.kl]),
      );
      const { steps, evaluation } = JSON.parse(readFileSync(join(onlyRun(runs), 'result.json'), 'utf8'));
      assert.equal(await mlflow.curve(id, 'test/accuracy'), [[steps, evaluation.test.accuracy]]);
      assert.equal(await mlflow.curve(id, 'test/chain/3'), [[steps, evaluation.test.chain[2]]]);
    } finally {
      mlflow.stop();
    }
  }),
);

test('complete the run with one warning if the server is down, and still write everything to TensorBoard', () =>
  withFolder((folder) => {
    const mlflow = "{ uses: noprop/mlflow, with: { uri: 'http://127.0.0.1:1', flushSeconds: 1 } }";
    const board = `{ uses: noprop/tensorboard, with: { folder: ${join(folder, 'board')} } }`;
    const runs = join(folder, 'runs');
    const { code, stdout, stderr } = runCli(args(runs, mlflow, board));
    assert.is(code, 0, stderr);
    const warnings = stdout.split('\n').filter((line) => line.startsWith('{"event":"warning"'));
    assert.is(warnings.length, 1, warnings.join('\n'));
    assert.match(
      warnings[0] as string,
      /The sink noprop\/mlflow (stopped; the run continues without it|did not receive the whole run): The MLflow server at http:\/\/127\.0\.0\.1:1 /,
    );
    const run = onlyRun(runs);
    const rows = readFileSync(join(run, 'metrics.csv'), 'utf8').trim().split('\r\n');
    assert.is(
      rows[0],
      'step,epoch,pass,passName,loss,metrics.blockAccuracy,terms.crossEntropy,terms.denoising,terms.kl',
    );
    assert.is(rows.length, linesOf(run).length + 1);
    const [name] = readdirSync(join(folder, 'board'));
    assert.is(name, run.split('/').at(-1));
    assert.is(readdirSync(join(folder, 'board', name as string)).length, 1);
  }));

test.run();

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
