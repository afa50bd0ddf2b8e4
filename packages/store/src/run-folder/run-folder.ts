import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeTemporaries } from '../atomic/remove-temporaries';
import { writeFileAtomic } from '../atomic/write-file';
import { canonicalJson, prettyJson } from '../canonical/canonical-json';
import { type FileLock, lockFile } from '../lock/lock-file';
import { problem } from '../problem';
import { readSafetensors, type Safetensors } from '../safetensors/read';
import type { NamedTensor } from '../safetensors/tensor';
import { type WrittenSafetensors, writeSafetensors } from '../safetensors/write';
import {
  type CheckpointFile,
  type LatestCheckpoint,
  latestCheckpoint,
  removeCheckpointsAfter,
  saveCheckpoint,
} from './checkpoints';
import { files } from './files';
import type { MetricRecord } from './metric-lines';
import { appendMetrics, readMetrics, syncMetrics, truncateMetrics } from './metrics';
import { metricsCsv } from './metrics-csv';
import { parseJson, readText } from './text';

/**
 * The files of a run, each written completely or not at all. Obtained from {@link createRunFolder} or
 * {@link openRunFolder}. Reading needs no lock; a writer must take it first.
 */
export class RunFolder {
  /** @param path absolute path of an existing run folder */
  constructor(readonly path: string) {}

  readonly #lastSteps = { metrics: 0, clock: 0 };

  /**
   * Locks the folder for this process and removes half-written files of killed processes.
   * @throws NopropError `run_locked`, without waiting, if another process holds the lock
   */
  lock(): FileLock {
    const lock = lockFile(this.#file('lock'));
    removeTemporaries(this.path);
    removeTemporaries(this.#file('checkpoints'));
    return lock;
  }

  /** Stores the pipeline's text unchanged. */
  writePipeline(text: string): void {
    this.#write('pipeline', text);
  }

  readPipeline(): string {
    return this.#read('pipeline');
  }

  /** Stores the plan as canonical JSON, because its id is a hash of these bytes. */
  writePlan(plan: unknown): void {
    this.#write('plan', canonicalJson(plan));
  }

  readPlan(): unknown {
    return parseJson(this.#file('plan'), this.#read('plan'));
  }

  /** Stores the environment of the run: {@link describeEnvironment} and the engine's own description. */
  writeEnvironment(environment: unknown): void {
    this.#write('environment', prettyJson(environment));
  }

  readEnvironment(): unknown {
    return parseJson(this.#file('environment'), this.#read('environment'));
  }

  writeResult(result: unknown): void {
    this.#write('result', prettyJson(result));
  }

  /** The result; undefined if the run has none yet. */
  readResult(): unknown {
    const text = readText(this.#file('result'));
    return text === undefined ? undefined : parseJson(this.#file('result'), text);
  }

  /**
   * Stores the tensors that figures show, computed from the parameters before the first step (`initial`) or after the
   * last (`learned`). They are small enough to keep in a record without checkpoints.
   */
  writeView(when: 'initial' | 'learned', tensors: Iterable<NamedTensor>): void {
    writeSafetensors(this.#file(when), tensors, {});
  }

  /** The tensors stored by {@link writeView}; undefined if there are none. */
  readView(when: 'initial' | 'learned'): Safetensors['tensors'] | undefined {
    return existsSync(this.#file(when)) ? readSafetensors(this.#file(when)).tensors : undefined;
  }

  /** Appends one line to the metric log. Steps must not decrease. */
  appendMetrics(record: MetricRecord): void {
    this.#append('metrics', record);
  }

  readMetrics(): readonly MetricRecord[] {
    return readMetrics(this.#file('metrics'));
  }

  /** Appends one line to the log of times. It is separate because metrics, unlike times, are equal in equal runs. */
  appendClock(record: MetricRecord): void {
    this.#append('clock', record);
  }

  /** The log of times; empty for runs that have no such log. */
  readClock(): readonly MetricRecord[] {
    return readMetrics(this.#file('clock'));
  }

  /**
   * Writes the metric log as a table, see {@link metricsCsv}. Call it when the log is complete.
   * @param leading columns to put first
   */
  writeMetricsTable(leading: readonly string[]): void {
    this.#write('table', metricsCsv(this.readMetrics(), leading));
  }

  /**
   * Truncates the metric log after the last record of a step.
   * @returns the number of complete records removed
   */
  truncateMetrics(toStep: number): number {
    return this.#truncate('metrics', toStep);
  }

  /**
   * Writes a checkpoint and keeps the last two. The logs are synced first, so that even after a power failure no log is
   * behind a checkpoint.
   */
  saveCheckpoint(
    step: number,
    tensors: Iterable<NamedTensor>,
    metadata: Readonly<Record<string, string>> = {},
  ): CheckpointFile & WrittenSafetensors {
    syncMetrics(this.#file('metrics'));
    syncMetrics(this.#file('clock'));
    return saveCheckpoint(this.#file('checkpoints'), step, tensors, metadata);
  }

  /** The newest valid checkpoint, and what is wrong with newer ones. */
  latestCheckpoint(): LatestCheckpoint {
    return latestCheckpoint(this.#file('checkpoints'));
  }

  /** Rewinds a run to a step before resuming it: removes later metrics, times and checkpoints, and the log's table. */
  rewind(step: number): void {
    removeCheckpointsAfter(this.#file('checkpoints'), step);
    this.#truncate('metrics', step);
    this.#truncate('clock', step);
    rmSync(this.#file('table'), { force: true });
  }

  #append(log: 'metrics' | 'clock', record: MetricRecord): void {
    if (record.step < this.#lastSteps[log])
      throw new Error(`internal: the log of the ${log} goes back to step ${record.step}`);
    this.#lastSteps[log] = record.step;
    appendMetrics(this.#file(log), record);
  }

  #truncate(log: 'metrics' | 'clock', toStep: number): number {
    this.#lastSteps[log] = Math.min(this.#lastSteps[log], toStep);
    return truncateMetrics(this.#file(log), toStep);
  }

  #file(name: keyof typeof files): string {
    return join(this.path, files[name]);
  }

  #write(name: keyof typeof files, text: string): void {
    writeFileAtomic(this.#file(name), text);
  }

  #read(name: keyof typeof files): string {
    const text = readText(this.#file(name));
    if (text !== undefined) return text;
    throw problem('run_incomplete', this.path, `This run folder has no ${files[name]}.`);
  }
}
