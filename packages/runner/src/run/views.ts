import { type ContinuousSchedule, createScope, type Dataset, type Embedding, type Scope } from '@noprop/core';
import { hostKey, readTensor, tf } from '@noprop/engine';
import type { NamedTensor, RunFolder } from '@noprop/store';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { PlanParts } from '../plan/plan';
import { pixelScale } from './pixel-scale';
import type { TrainingState } from './state';

/** Number of equally spaced times in [0, 1] at which a learned noise schedule is sampled. */
const TIMES = 101;

/**
 * Saves the parameters that a report draws into the run folder: learned class embeddings of the image's size, and a
 * learned noise schedule. Writes no file if there is neither. A report then needs no engine, data or checkpoint, and
 * initial prototypes, which may take a minute to find among the training images, are not computed again.
 *
 * @paper fig:2 eq:30
 */
export function keepView(
  folder: RunFolder,
  when: 'initial' | 'learned',
  parts: Pick<PlanParts, 'dataset' | 'embedding' | 'schedule'>,
  state: TrainingState,
): void {
  const { dataset, embedding, schedule } = parts;
  const tensors = [
    ...(embedding === undefined ? [] : embeddingView(embedding, dataset, state)),
    ...(schedule?.kind === 'continuous' ? scheduleView(schedule, state) : []),
  ];
  if (tensors.length > 0) folder.writeView(when, tensors);
}

/** `prototypes`, K H W C, in pixel scale: 0 is black, 1 is white. */
function embeddingView(
  embedding: Embedding,
  { image, normalization }: Dataset,
  state: TrainingState,
): readonly NamedTensor[] {
  const { classes, dimension, parameters } = embedding;
  const { height, width, channels } = image;
  const scope = scopeOf('embedding', parameters, state);
  if (scope === undefined || dimension !== height * width * channels) return [];
  const rows = tf.tidy(() => [...readTensor(embedding.embed(scope, tf.range(0, classes, 1, 'int32')))]);
  return [float32('prototypes', [classes, height, width, channels], rows.map(pixelScale(normalization, channels)))];
}

/** `schedule/t`, `schedule/gamma` and `schedule/snr`. */
function scheduleView(schedule: ContinuousSchedule, state: TrainingState): readonly NamedTensor[] {
  const scope = scopeOf('schedule', schedule.parameters, state);
  if (scope === undefined) return [];
  const t = Array.from({ length: TIMES }, (_, i) => i / (TIMES - 1));
  const { gamma, snr } = tf.tidy(() => {
    const values = schedule.at(scope, tf.tensor1d(t));
    const read = (tensor: Tensor): number[] => [...readTensor(tensor)];
    return { gamma: read(values.gamma), snr: read(values.snr) };
  });
  return Object.entries({ t, gamma, snr }).map(([name, values]) => float32(`schedule/${name}`, [TIMES], values));
}

/** Undefined if this method learns nothing in the group. */
function scopeOf(name: string, specs: Embedding['parameters'], { groups }: TrainingState): Scope | undefined {
  const group = groups[name];
  if (group === undefined || Object.keys(specs).length === 0) return undefined;
  const { parameters, statistics } = group;
  return createScope({ group: name, parameters, statistics, training: false, random: hostKey(0, 'unused') }).scope;
}

function float32(name: string, shape: readonly number[], values: readonly number[]): NamedTensor {
  return { name, dtype: 'F32', shape, data: new Uint8Array(Float32Array.from(values).buffer) };
}
