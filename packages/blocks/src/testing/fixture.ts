import {
  type BlockFamily,
  createScope,
  type DenoisingBlock,
  type Dimensions,
  type ParameterSpecs,
  type RandomKey,
  type Scope,
  type Tensors,
} from '@noprop/core';
import { hostKey, initialTensor, readTensor } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Initial values of parameters, drawn as in a run. */
export function initialValues(specs: ParameterSpecs, random: RandomKey): Tensors {
  return Object.fromEntries(
    Object.entries(specs).map(([path, spec]) => [path, initialTensor(spec, random.fold(path))]),
  );
}

/** A block with values for everything it reads, and a batch to apply it to. */
export interface Setting {
  readonly block: DenoisingBlock;
  readonly parameters: Tensors;
  readonly statistics: Tensors;
  readonly images: Tensor;
  readonly z: Tensor;
  /** Only for continuous-time blocks. */
  readonly t?: Tensor;
}

export function createSetting(family: BlockFamily, dimensions: Dimensions, batch: number): Setting {
  const { image, embedding } = dimensions;
  const block = family.create(dimensions);
  const random = hostKey(1, 'laws');
  return {
    block,
    parameters: initialValues(block.parameters, random.fold('parameters')),
    statistics: initialValues(block.statistics, random.fold('statistics')),
    images: random.fold('images').uniform([batch, image.height, image.width, image.channels]),
    z: random.fold('z').normal([batch, embedding]),
    ...(family.time === 'continuous' ? { t: random.fold('t').uniform([batch]) } : {}),
  };
}

/** The results of one application of a block, and the paths it read and wrote. */
export interface Application {
  readonly features: Tensor;
  readonly logits: Tensor;
  readonly statistics: Tensors;
  readonly read: ReadonlySet<string>;
  readonly written: ReadonlySet<string>;
  /** Number of random tensors drawn. */
  readonly draws: number;
}

export interface ApplyOptions {
  readonly training: boolean;
  /** Seed of the random key. */
  readonly seed?: number;
}

export function applyBlock(setting: Setting, { training, seed = 1 }: ApplyOptions): Application {
  const { block, parameters, statistics, images, z, t } = setting;
  const counted = countDraws(hostKey(seed, 'application'));
  const source = { group: 'block', parameters, statistics, random: counted.random, training };
  const created = createScope(source);
  const [read, written] = [new Set<string>(), new Set<string>()];
  const scope: Scope = {
    ...created.scope,
    parameter: (path) => created.scope.parameter(note(read, path)),
    statistic: (path) => created.scope.statistic(note(read, path)),
    setStatistic: (path, value) => created.scope.setStatistic(note(written, path), value),
  };
  const features = block.features(scope, images);
  const logits = block.logits(scope, features, z, t);
  return { features, logits, statistics: created.statistics(), read, written, draws: counted.draws() };
}

function note(paths: Set<string>, path: string): string {
  paths.add(path);
  return path;
}

function countDraws(root: RandomKey): { readonly random: RandomKey; readonly draws: () => number } {
  let draws = 0;
  const wrap = (key: RandomKey): RandomKey => ({
    fold: (name) => wrap(key.fold(name)),
    at: (index) => wrap(key.at(index)),
    uniform: (shape) => counted(key.uniform(shape)),
    normal: (shape) => counted(key.normal(shape)),
    bernoulli: (shape, probability) => counted(key.bernoulli(shape, probability)),
    bits: (shape) => counted(key.bits(shape)),
  });
  const counted = (drawn: Tensor): Tensor => {
    draws++;
    return drawn;
  };
  return { random: wrap(root), draws: () => draws };
}

export const valuesOf = (tensor: Tensor): number[] => [...readTensor(tensor)];
