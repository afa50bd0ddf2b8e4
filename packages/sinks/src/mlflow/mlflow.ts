import { defineSink, type FromSchema, type OpenSink, type SinkRecord, type SinkRun } from '@noprop/core';
import { scalarsOf } from '../shared/scalars';
import { beginRun } from './begin-run';
import { MlflowClient } from './client';
import { schema } from './mlflow.schema';
import { mlflowName } from './names';
import { Outbox } from './outbox';
import { checkUri, type MlflowServer, mlflowServer } from './server';

type Options = FromSchema<typeof schema>;

/**
 * An MLflow tracking server: options as params, every figure as a metric. Sent in the background; a process that goes on with
 * a run goes on with the server's run, whose id is kept in `mlflow.json` of the run folder.
 */
export const mlflow = defineSink<Options>({
  name: 'noprop/mlflow',
  summary: 'An MLflow tracking server, told in the background.',
  needs: [],
  schema,
  build: (options) => {
    if (options.uri !== undefined) checkUri(options.uri, 'uri');
    // The environment is asked when a run begins: a plan may be made, and a model used, without the server.
    return { open: (run) => new OpenMlflow(run, options, mlflowServer(options.uri, process.env)) };
  },
});

interface Metric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds of the clock. */
  readonly timestamp: number;
  readonly step: number;
}

class OpenMlflow implements OpenSink {
  readonly #run: SinkRun;
  readonly #server: MlflowServer;
  readonly #flushSeconds: number;
  readonly #stop = new AbortController();
  readonly #outbox: Outbox<Metric>;
  #status: keyof typeof STATUS = 'failed';
  #notFinite: { count: number; first: string } = { count: 0, first: '' };

  constructor(run: SinkRun, { experiment, flushSeconds }: Options, server: MlflowServer) {
    this.#run = run;
    this.#server = server;
    this.#flushSeconds = flushSeconds;
    const client = new MlflowClient(server, { signal: this.#stop.signal });
    let id = '';
    this.#outbox = new Outbox<Metric>({
      begin: async () => {
        id = await beginRun(client, run, { uri: server.uri, experiment });
      },
      send: async (metrics) => {
        await client.post('runs/log-batch', { run_id: id, metrics });
      },
      end: async () => {
        await client.post('runs/update', { run_id: id, status: STATUS[this.#status], end_time: Date.now() });
      },
    });
  }

  write(record: SinkRecord): void {
    if (record.record === 'finished') this.#status = record.status;
    const { step } = record;
    const timestamp = Date.now();
    const scalars = scalarsOf(record);
    const metrics = scalars.filter(({ value }) => Number.isFinite(value));
    for (const { name } of scalars.filter(({ value }) => !Number.isFinite(value))) {
      if (this.#notFinite.count++ === 0) this.#notFinite.first = `${name} of step ${step}`;
    }
    this.#outbox.add(metrics.map(({ name, value }) => ({ key: mlflowName(name), value, timestamp, step })));
  }

  async close(): Promise<void> {
    const { count, first } = this.#notFinite;
    if (count > 0) this.#run.note(`${count} figures that are not finite were left out, the first is ${first}.`);
    const late = setTimeout(() => this.#stop.abort(), this.#flushSeconds * 1000);
    try {
      await this.#outbox.close();
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
      const left = this.#outbox.counts.waiting;
      throw new Error(
        `The MLflow server at ${this.#server.uri} did not take the last figures within ${this.#flushSeconds} s; ${left} were not sent.`,
      );
    } finally {
      clearTimeout(late);
      this.#stop.abort();
    }
    const { dropped } = this.#outbox.counts;
    if (dropped > 0)
      this.#run.note(`the server was slower than the run: the oldest ${dropped} figures that waited were left out.`);
  }
}

const STATUS = { completed: 'FINISHED', interrupted: 'KILLED', failed: 'FAILED' } as const;
