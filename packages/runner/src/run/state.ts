import type { Initializer, Method, Optimizer, ParameterGroup, ParameterSpecs, Slots, Tensors } from '@noprop/core';
import { hostKey, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';

/** Everything that training changes about one parameter group. */
export interface GroupState {
  readonly parameters: Tensors;
  readonly slots: Slots;
  readonly statistics: Tensors;
  /** Updates that these parameters have had. */
  readonly step: number;
}

/** Everything that training changes: by parameter group, and how often each update has run. */
export interface TrainingState {
  readonly groups: Record<string, GroupState>;
  readonly updates: Record<string, number>;
}

/** The state before the first step, drawn from the seed: parameter by parameter, whatever the order. */
export function initialState(method: Method, optimizer: Optimizer, seed: number): TrainingState {
  const groups = Object.fromEntries(method.groups.map((group) => [group.name, initialGroup(group, optimizer, seed)]));
  return { groups, updates: Object.fromEntries(method.updates.map(({ name }) => [name, 0])) };
}

function initialGroup(group: ParameterGroup, optimizer: Optimizer, seed: number): GroupState {
  const draw = (specs: ParameterSpecs): Tensors =>
    mapValues(specs, ({ shape, init }, path) => initialTensor(shape, init, seed, `init/${group.name}/${path}`));
  return {
    parameters: draw(group.parameters),
    slots: Object.fromEntries(
      optimizer.slots.map((slot) => [slot, mapValues(group.parameters, ({ shape }) => tf.zeros([...shape]))]),
    ),
    statistics: draw(group.statistics),
    step: 0,
  };
}

function initialTensor(shape: readonly number[], init: Initializer, seed: number, stream: string): Tensor {
  switch (init.kind) {
    case 'zeros':
      return tf.zeros([...shape]);
    case 'ones':
      return tf.ones([...shape]);
    case 'uniform':
      return tf.tidy(() => tf.mul(init.bound, tf.sub(tf.mul(2, hostKey(seed, stream).uniform(shape)), 1)));
    case 'normal':
      return tf.tidy(() => tf.mul(init.deviation, hostKey(seed, stream).normal(shape)));
  }
}

/** Frees every tensor of a group. */
export function disposeGroup({ parameters, slots, statistics }: GroupState): void {
  for (const tensors of [parameters, statistics, ...Object.values(slots)])
    tf.dispose(tensors as Record<string, Tensor>);
}

/** Every tensor of the state by the name it has in a checkpoint, e.g. `slots/m/block/3/image/conv1/kernel`. */
export function namedTensors(state: TrainingState): ReadonlyMap<string, Tensor> {
  const named = new Map<string, Tensor>();
  for (const [group, { parameters, slots, statistics }] of Object.entries(state.groups)) {
    const add = (prefix: string, tensors: Tensors): void => {
      for (const [path, tensor] of Object.entries(tensors)) named.set(`${prefix}/${group}/${path}`, tensor);
    };
    add('parameters', parameters);
    add('statistics', statistics);
    for (const [slot, tensors] of Object.entries(slots)) add(`slots/${slot}`, tensors);
  }
  return named;
}

/** The same state with each tensor made anew by `make`, e.g. from a checkpoint. */
export function mapState(
  state: TrainingState,
  make: (name: string, tensor: Tensor) => Tensor,
): TrainingState['groups'] {
  return mapValues(state.groups, ({ parameters, slots, statistics, step }, group) => ({
    parameters: mapValues(parameters, (tensor, path) => make(`parameters/${group}/${path}`, tensor)),
    statistics: mapValues(statistics, (tensor, path) => make(`statistics/${group}/${path}`, tensor)),
    slots: mapValues(slots, (tensors, slot) =>
      mapValues(tensors, (tensor, path) => make(`slots/${slot}/${group}/${path}`, tensor)),
    ),
    step,
  }));
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
