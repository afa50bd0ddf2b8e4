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
 * Sends options as params and every metric to an MLflow tracking server, in the background. A process that resumes a
 * run continues the server's run, whose id is in `mlflow.json` in the run folder.
 */
export const mlflow = defineSink<Options>({
  name: 'noprop/mlflow',
  summary: 'Sends metrics to an MLflow tracking server in the background.',
  needs: [],
  schema,
  build: (options) => {
    if (options.uri !== undefined) checkUri(options.uri, 'uri');
    // Read the environment only when a run begins, so that plans and trained models need no server.
    return { open: (run) => new OpenMlflow(run, options, mlflowServer(options.uri, process.env)) };
  },
});

interface Metric {
  readonly key: string;
  readonly value: number;
  /** Wall-clock time in milliseconds. */
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
      if (this.#notFinite.count++ === 0) this.#notFinite.first = `${name} at step ${step}`;
    }
    this.#outbox.add(metrics.map(({ name, value }) => ({ key: mlflowName(name), value, timestamp, step })));
  }

  async close(): Promise<void> {
    const { count, first } = this.#notFinite;
    if (count > 0) this.#run.note(`skipped ${count} metrics that are not finite, the first was ${first}.`);
    const late = setTimeout(() => this.#stop.abort(), this.#flushSeconds * 1000);
    try {
      await this.#outbox.close();
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
      const left = this.#outbox.counts.waiting;
      throw new Error(
        `The MLflow server at ${this.#server.uri} did not accept the last metrics within ${this.#flushSeconds} s; ` +
          `${left} were not sent.`,
      );
    } finally {
      clearTimeout(late);
      this.#stop.abort();
    }
    const { dropped } = this.#outbox.counts;
    if (dropped > 0)
      this.#run.note(`the server was slower than the run, so the oldest ${dropped} queued metrics were dropped.`);
  }
}

const STATUS = { completed: 'FINISHED', interrupted: 'KILLED', failed: 'FAILED' } as const;
