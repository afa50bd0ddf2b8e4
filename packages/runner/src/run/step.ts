import {
  createScope,
  type Loss,
  type Optimizer,
  type Program,
  type ProgramInputs,
  type Slots,
  type Tensors,
} from '@noprop/core';
import { type Compiled, compile, createRandomKey, tf } from '@noprop/engine';
import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import type { DeviceSplit } from './device-data';

/** One parameter group as input of a step. */
export interface GroupInput {
  readonly parameters: Tensors;
  readonly statistics: Tensors;
  /** Only for groups that the program writes. */
  readonly slots: Slots;
  /** int32 scalar: how often the group has been updated, counting this update. */
  readonly step: Tensor;
}

export interface UpdateInput {
  /** By role. */
  readonly groups: Readonly<Record<string, GroupInput>>;
  /** Key of the update's random stream, int32 [2]: seed and stream. */
  readonly key: Tensor;
  /** int32 scalar: how often this update has run. */
  readonly count: Tensor;
  readonly constants: Tensors;
}

export interface StepInput {
  readonly updates: readonly UpdateInput[];
  /** float32 scalar in [0, 1): fraction of the run's steps completed. */
  readonly progress: Tensor;
  /** int32 [N]: the example order of this pass. */
  readonly order: Tensor;
  /** int32 scalar: where the batch starts in `order`. */
  readonly position: Tensor;
  /** Running sums, one element for each of {@link sumNames}. */
  readonly sums: Tensor;
}

export interface StepOutput {
  /** New groups of each update, by the role written. */
  readonly updates: readonly Readonly<Record<string, Omit<GroupInput, 'step'>>>[];
  readonly sums: Tensor;
}

export type Step = Compiled<StepInput, StepOutput>;

/** Names of a step's running sums in order: each program's total, terms and other metrics. */
export function sumNames(programs: readonly Program[]): readonly string[] {
  return programs.flatMap(({ terms, metrics }) => ['total', ...terms, ...metrics]);
}

/** A program with an optimizer for each role it writes. */
export interface OptimizedProgram {
  readonly program: Program;
  readonly optimizers: Readonly<Record<string, Optimizer>>;
}

/**
 * Compiles the step that runs one mini-batch through the given programs. Gather, loss, gradient, optimizer and running
 * sums are one native call, and nothing is read back.
 */
export function createStep(programs: readonly OptimizedProgram[], data: DeviceSplit, batchSize: number): Step {
  const name = `step_${programs.map(({ program }) => program.name).join('_')}`;
  return compile<StepInput, StepOutput>(
    ({ updates, progress: fraction, order, position, sums }) => {
      const indices = tf.gather(order, tf.add(position, tf.range(0, batchSize, 1, 'int32')));
      const batch = data.batch(indices as never);
      const results = programs.map((program, i) => applyProgram(program, updates[i] as UpdateInput, fraction, batch));
      const stepValues = tf.stack(results.flatMap(({ values }) => values));
      return { updates: results.map(({ groups }) => groups), sums: tf.add(sums, stepValues) };
    },
    { name },
  );
}

function applyProgram(
  { program, optimizers }: OptimizedProgram,
  input: UpdateInput,
  fraction: Tensor,
  batch: ProgramInputs['batch'],
) {
  const { gradients, values, statistics } = differentiate(program, input, batch);
  const groups: Record<string, Omit<GroupInput, 'step'>> = {};
  for (const role of program.writes) {
    const group = input.groups[role] as GroupInput;
    const { parameters, slots, step } = group;
    const optimizer = optimizers[role] as Optimizer;
    const updated = optimizer.update(parameters, gradients[role] as Tensors, slots, step, fraction);
    groups[role] = { ...updated, statistics: statistics[role] as Tensors };
  }
  return { groups, values };
}

interface Differentiated {
  /** By role. */
  readonly gradients: Readonly<Record<string, Tensors>>;
  /** Total, terms and other metrics, in the order of {@link sumNames}. */
  readonly values: readonly Tensor[];
  /** New statistics by role. */
  readonly statistics: Readonly<Record<string, Tensors>>;
}

/** Differentiates the program's loss with respect to the parameters it writes, or calls the program's own gradient. */
function differentiate(program: Program, input: UpdateInput, batch: ProgramInputs['batch']): Differentiated {
  const { loss } = program;
  if (loss === undefined) return ownGradient(program, input, batch);
  const paths = program.writes.flatMap((role) =>
    Object.keys((input.groups[role] as GroupInput).parameters).map((path) => [role, path] as const),
  );
  const tensors = paths.map(([role, path]) => (input.groups[role] as GroupInput).parameters[path] as Tensor);
  // The tape frees intermediate values of the loss, so keep them and hand them over.
  let kept: { values: Tensor[]; statistics: Record<string, Record<string, Tensor>> } | undefined;
  const { grads } = tf.valueAndGrads((...variables: Tensor[]) => {
    const { inputs, statistics } = programInputs(program, withParameters(input, paths, variables), batch);
    const result = loss(inputs);
    kept = {
      values: valuesOf(program, result).map((value) => tf.keep(value)),
      statistics: mapTensors(statistics(), tf.keep),
    };
    return result.total as Scalar;
  })(tensors);
  const handedOver = { values: kept?.values.map(tf.clone), statistics: mapTensors(kept?.statistics ?? {}, tf.clone) };
  tf.dispose(kept as never);
  const gradients: Record<string, Record<string, Tensor>> = {};
  paths.forEach(([role, path], i) => {
    gradients[role] = { ...gradients[role], [path]: grads[i] as Tensor };
  });
  for (const role of program.writes) gradients[role] ??= {};
  return { gradients, values: handedOver.values ?? [], statistics: handedOver.statistics };
}

function ownGradient(program: Program, input: UpdateInput, batch: ProgramInputs['batch']): Differentiated {
  if (program.gradient === undefined)
    throw new Error(`internal: program "${program.name}" has neither loss nor gradient.`);
  const { inputs, statistics } = programInputs(program, input, batch);
  const { gradients, terms, metrics } = program.gradient(inputs);
  const total = tf.addN(Object.values(terms));
  return {
    gradients,
    values: valuesOf(program, { total, terms, ...(metrics && { metrics }) }),
    statistics: statistics(),
  };
}

function valuesOf(program: Program, { total, terms, metrics }: Loss): Tensor[] {
  const pick = (from: Readonly<Record<string, Tensor>> | undefined, name: string): Tensor => {
    const value = from?.[name];
    if (value === undefined)
      throw new Error(`internal: program "${program.name}" declares "${name}" but does not return it.`);
    return value;
  };
  return [
    total,
    ...program.terms.map((name) => pick(terms, name)),
    ...program.metrics.map((name) => pick(metrics, name)),
  ];
}

function programInputs(program: Program, input: UpdateInput, batch: ProgramInputs['batch']) {
  const random = createRandomKey(input.key, input.count);
  const scopes = program.reads.map((role) => {
    const { parameters, statistics } = input.groups[role] as GroupInput;
    return [
      role,
      createScope({ group: role, parameters, statistics, random: random.fold(role), training: true }),
    ] as const;
  });
  const inputs: ProgramInputs = {
    scopes: Object.fromEntries(scopes.map(([role, { scope }]) => [role, scope])),
    batch,
    random,
    constants: input.constants,
  };
  return {
    inputs,
    statistics: () => Object.fromEntries(scopes.map(([role, created]) => [role, created.statistics()])),
  };
}

function withParameters(
  input: UpdateInput,
  paths: readonly (readonly [string, string])[],
  variables: readonly Tensor[],
): UpdateInput {
  const groups: Record<string, GroupInput> = { ...input.groups };
  paths.forEach(([role, path], i) => {
    const group = groups[role] as GroupInput;
    groups[role] = { ...group, parameters: { ...group.parameters, [path]: variables[i] as Tensor } };
  });
  return { ...input, groups };
}

function mapTensors(
  record: Readonly<Record<string, Tensors>>,
  map: (tensor: Tensor) => Tensor,
): Record<string, Record<string, Tensor>> {
  const inner = (tensors: Tensors) =>
    Object.fromEntries(Object.entries(tensors).map(([path, tensor]) => [path, map(tensor)]));
  return Object.fromEntries(Object.entries(record).map(([role, tensors]) => [role, inner(tensors)]));
}
