import { basename } from 'node:path';
import type { SinkRun } from '@noprop/core';
import { LIMITS, takeBatch } from './batch';
import { type MlflowClient, MlflowError } from './client';
import { paramsOf } from './params';
import { readMlflowRun, writeMlflowRun } from './run-file';

export interface Target {
  readonly uri: string;
  readonly experiment: string;
}

/**
 * Begins or resumes the server's run for a run folder: the run that the folder already has, or a new one with the
 * options as params.
 *
 * @returns the server's run id
 */
export async function beginRun(client: MlflowClient, run: SinkRun, { uri, experiment }: Target): Promise<string> {
  const earlier = readMlflowRun(run.folder, uri, experiment);
  if (earlier !== undefined && (await reopen(client, earlier))) return earlier;
  if (earlier !== undefined) run.note(`the server no longer has the run ${earlier}; continuing in a new one.`);
  const id = await createRun(client, run, await experimentId(client, experiment));
  writeMlflowRun(run.folder, { uri, experiment, run: id });
  await logParams(client, run, id);
  return id;
}

/** Sets the status of an earlier run to running; returns false if the server no longer has the run. */
async function reopen(client: MlflowClient, id: string): Promise<boolean> {
  try {
    await client.post('runs/update', { run_id: id, status: 'RUNNING' });
    return true;
  } catch (error) {
    if (isCode(error, 'RESOURCE_DOES_NOT_EXIST', 'INVALID_PARAMETER_VALUE', 'INVALID_STATE')) return false;
    throw error;
  }
}

async function experimentId(client: MlflowClient, name: string): Promise<string> {
  try {
    return await existing(client, name);
  } catch (error) {
    if (!isCode(error, 'RESOURCE_DOES_NOT_EXIST')) throw error;
  }
  try {
    const { experiment_id: id } = (await client.post('experiments/create', { name })) as { experiment_id: string };
    return id;
  } catch (error) {
    // Another process has created it in the meantime.
    if (isCode(error, 'RESOURCE_ALREADY_EXISTS')) return existing(client, name);
    throw error;
  }
}

async function existing(client: MlflowClient, name: string): Promise<string> {
  const { experiment } = (await client.get('experiments/get-by-name', { experiment_name: name })) as {
    experiment: { experiment_id: string };
  };
  return experiment.experiment_id;
}

async function createRun(client: MlflowClient, { folder, planId }: SinkRun, experiment: string): Promise<string> {
  const { run } = (await client.post('runs/create', {
    experiment_id: experiment,
    run_name: basename(folder),
    start_time: Date.now(),
    tags: [
      { key: 'noprop.planId', value: planId },
      { key: 'mlflow.source.name', value: 'noprop' },
      { key: 'mlflow.source.type', value: 'LOCAL' },
    ],
  })) as { run: { info: { run_id: string } } };
  return run.info.run_id;
}

async function logParams(client: MlflowClient, { name, options, note }: SinkRun, id: string): Promise<void> {
  const { params, tooLong } = paramsOf({ name, ...options });
  if (tooLong.length > 0) note(`skipped options that are too long for the server: ${tooLong.join(', ')}.`);
  while (params.length > 0) {
    await client.post('runs/log-batch', { run_id: id, params: takeBatch(params, LIMITS.params, LIMITS.bytes) });
  }
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof MlflowError && codes.includes(error.code);
