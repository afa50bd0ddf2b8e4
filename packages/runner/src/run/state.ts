import {
  type Method,
  type Optimizer,
  optimizerOf,
  type ParameterGroup,
  type ParameterSpec,
  type Slots,
  type Tensors,
} from '@noprop/core';
import { hostKey, initialTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DataValues } from './data-values';

/** Everything that training changes about one parameter group. */
export interface GroupState {
  readonly parameters: Tensors;
  readonly slots: Slots;
  readonly statistics: Tensors;
  /** Number of updates these parameters have received. */
  readonly step: number;
}

/** Everything that training changes: by parameter group, and how often each update has run. */
export interface TrainingState {
  readonly groups: Record<string, GroupState>;
  readonly updates: Record<string, number>;
}

/**
 * The state before the first step. Each parameter is drawn from the seed and its own name, so order does not matter.
 *
 * @param fromData values computed from the training images
 */
export function initialState(
  method: Method,
  optimizer: Optimizer,
  seed: number,
  fromData: DataValues = new Map(),
): TrainingState {
  return createState(method, optimizer, (spec, name) => {
    const computed = fromData.get(name);
    if (computed !== undefined) return tf.tensor(computed, [...spec.shape], 'float32');
    return initialTensor(spec, hostKey(seed, `init/${name}`));
  });
}

/** A state of zeros, to be replaced by a checkpoint's. */
export function emptyState(method: Method, optimizer: Optimizer): TrainingState {
  return createState(method, optimizer, ({ shape }) => tf.zeros([...shape]));
}

/** @param make creates the tensor of a parameter or statistic, named `<group>/<path>` */
function createState(
  { groups, updates }: Method,
  optimizer: Optimizer,
  make: (spec: ParameterSpec, name: string) => Tensor,
): TrainingState {
  const createGroup = ({ name, parameters, statistics }: ParameterGroup): GroupState => ({
    parameters: mapValues(parameters, (spec, path) => make(spec, `${name}/${path}`)),
    slots: Object.fromEntries(
      optimizerOf(optimizer, name).slots.map((slot) => [
        slot,
        mapValues(parameters, ({ shape }) => tf.zeros([...shape])),
      ]),
    ),
    statistics: mapValues(statistics, (spec, path) => make(spec, `${name}/${path}`)),
    step: 0,
  });
  return {
    groups: Object.fromEntries(groups.map((group) => [group.name, createGroup(group)])),
    updates: Object.fromEntries(updates.map(({ name }) => [name, 0])),
  };
}

/** Frees every tensor of a group. */
export function disposeGroup({ parameters, slots, statistics }: GroupState): void {
  for (const tensors of [parameters, statistics, ...Object.values(slots)])
    tf.dispose(tensors as Record<string, Tensor>);
}

/** Every tensor of the state by its checkpoint name, e.g. `slots/m/block/3/image/conv1/kernel`. */
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

/** The same groups with each tensor replaced by `make`, e.g. from a checkpoint. */
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
