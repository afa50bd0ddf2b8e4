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
 * What a run leaves: plain files, each written whole or not at all. Made by {@link createRunFolder} or
 * {@link openRunFolder}. Reading needs no lock; whoever writes takes it first.
 */
export class RunFolder {
  /** @param path absolute path of an existing run folder */
  constructor(readonly path: string) {}

  readonly #lastSteps = { metrics: 0, clock: 0 };

  /**
   * Takes the folder for this process and removes what a killed one left half-written.
   * @throws NopropError `run_locked` at once if another process has it
   */
  lock(): FileLock {
    const lock = lockFile(this.#file('lock'));
    removeTemporaries(this.path);
    removeTemporaries(this.#file('checkpoints'));
    return lock;
  }

  /** Keeps the pipeline's text as it was given. */
  writePipeline(text: string): void {
    this.#write('pipeline', text);
  }

  readPipeline(): string {
    return this.#read('pipeline');
  }

  /** Keeps the plan as canonical JSON: its bytes decide its id. */
  writePlan(plan: unknown): void {
    this.#write('plan', canonicalJson(plan));
  }

  readPlan(): unknown {
    return parseJson(this.#file('plan'), this.#read('plan'));
  }

  /** Keeps where and with what the run was made: {@link describeEnvironment} and the engine's own description. */
  writeEnvironment(environment: unknown): void {
    this.#write('environment', prettyJson(environment));
  }

  readEnvironment(): unknown {
    return parseJson(this.#file('environment'), this.#read('environment'));
  }

  writeResult(result: unknown): void {
    this.#write('result', prettyJson(result));
  }

  /** The result; undefined while the run has none. */
  readResult(): unknown {
    const text = readText(this.#file('result'));
    return text === undefined ? undefined : parseJson(this.#file('result'), text);
  }

  /**
   * Keeps what figures show of the parameters before the first step, `initial`, or after the last, `learned`: small
   * enough to stay with the record where checkpoints do not.
   */
  writeView(when: 'initial' | 'learned', tensors: Iterable<NamedTensor>): void {
    writeSafetensors(this.#file(when), tensors, {});
  }

  /** What {@link writeView} kept; undefined where it kept nothing. */
  readView(when: 'initial' | 'learned'): Safetensors['tensors'] | undefined {
    return existsSync(this.#file(when)) ? readSafetensors(this.#file(when)).tensors : undefined;
  }

  /** Appends one line to the metric log. Steps must not go back. */
  appendMetrics(record: MetricRecord): void {
    this.#append('metrics', record);
  }

  readMetrics(): readonly MetricRecord[] {
    return readMetrics(this.#file('metrics'));
  }

  /** Appends one line to the log of what a clock said: apart from the metrics, which equal runs have equal. */
  appendClock(record: MetricRecord): void {
    this.#append('clock', record);
  }

  /** The clock's log; empty in a run that was made before there was one. */
  readClock(): readonly MetricRecord[] {
    return readMetrics(this.#file('clock'));
  }

  /**
   * Writes the metric log again as a table, {@link metricsCsv}; to be called when the log is complete.
   * @param leading columns that come first
   */
  writeMetricsTable(leading: readonly string[]): void {
    this.#write('table', metricsCsv(this.readMetrics(), leading));
  }

  /**
   * Cuts the metric log after the last record of a step.
   * @returns how many whole records were cut off
   */
  truncateMetrics(toStep: number): number {
    return this.#truncate('metrics', toStep);
  }

  /**
   * Writes a checkpoint and keeps the last two. The logs are synced first, so that after a power cut a checkpoint
   * never comes with a log that is behind it.
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

  /** The newest checkpoint that verifies, and what is wrong with newer ones. */
  latestCheckpoint(): LatestCheckpoint {
    return latestCheckpoint(this.#file('checkpoints'));
  }

  /** Goes back to a step: forgets the metrics, times and checkpoints after it, and the table of the log. To be called before a run goes on. */
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
    throw problem('run_incomplete', this.path, `The run folder should hold ${files[name]}, but there is no such file.`);
  }
}
