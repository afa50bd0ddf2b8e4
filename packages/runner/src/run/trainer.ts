import {
  type Method,
  type Optimizer,
  optimizerOf,
  type Pass,
  type Program,
  permutation,
  RandomStream,
  type Update,
} from '@noprop/core';
import { keyTensor, readTensor, tf } from '@noprop/engine';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { DeviceSplit } from './device-data';
import { disposeGroup, type GroupState, namedTensors, type TrainingState } from './state';
import {
  createStep,
  type GroupInput,
  type OptimizedProgram,
  type Step,
  type StepOutput,
  sumNames,
  type UpdateInput,
} from './step';
import type { StepPlan } from './step-plan';

/** Means of the loss, its terms and other metrics over the steps since the last reading. */
export interface Reading {
  readonly steps: number;
  readonly loss: number;
  readonly terms: Readonly<Record<string, number>>;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Runs the training steps of a method. It knows which updates to run, not what they compute. */
export class Trainer {
  readonly state: TrainingState;
  readonly #method: Method;
  readonly #optimizer: Optimizer;
  readonly #stepPlan: StepPlan;
  readonly #data: DeviceSplit;
  readonly #seed: number;
  readonly #steps = new Map<string, Step>();
  readonly #ids = new Map<Program | Optimizer, number>();
  readonly #fixed: ReadonlyMap<string, { key: Tensor; constants: Record<string, Tensor> }>;
  #order: { pass: string; tensor: Tensor } | undefined;
  #sums: { programs: readonly Program[]; tensor: Tensor; steps: number } | undefined;

  constructor(
    method: Method,
    optimizer: Optimizer,
    stepPlan: StepPlan,
    data: DeviceSplit,
    seed: number,
    state: TrainingState,
  ) {
    this.#method = method;
    this.#optimizer = optimizer;
    this.#stepPlan = stepPlan;
    this.#data = data;
    this.#seed = seed;
    this.state = state;
    refuseSharedWrites(method);
    this.#fixed = new Map(method.updates.map((update) => [update.name, fixedInputs(update, seed)]));
  }

  /** Number of signatures traced so far. Each one costs a compilation. */
  get compiled(): number {
    return [...this.#steps.values()].reduce((sum, step) => sum + step.signatures(), 0);
  }

  /**
   * Bytes of the whole state plus the tensors that a compiled step holds at once; 0 if no step has been compiled. The
   * dataset on the device is excluded.
   */
  get stepTensorBytes(): number {
    const made = Math.max(0, ...[...this.#steps.values()].map((step) => step.madeBytes()));
    const state = [...namedTensors(this.state).values()].reduce((sum, { size }) => sum + 4 * size, 0);
    return made === 0 ? 0 : state + made;
  }

  /** Runs training step `step`, counted from 0. */
  run(step: number): void {
    const { epoch, pass: passIndex, passStep } = this.#stepPlan.position(step);
    const pass = this.#stepPlan.passes[passIndex] as Pass;
    const updates = pass.updates.map((name) => this.#update(name));
    const programs = updates.map(({ program }) => program);
    const order = this.#orderOf(pass, epoch);
    const sums = this.#sumsOf(programs);
    const compiled = this.#stepOf(updates, this.#stepPlan.batchSize(passStep));
    const position = tf.scalar(passStep * this.#stepPlan.batchSize(0), 'int32');
    const fraction = tf.scalar(step / this.#stepPlan.steps);
    const inputs = updates.map((update) => this.#input(update));
    const output = compiled({ updates: inputs, progress: fraction, order, position, sums });
    updates.forEach((update, i) =>
      this.#commit(update, inputs[i] as UpdateInput, output.updates[i] as StepOutput['updates'][number]),
    );
    tf.dispose([fraction, position, sums]);
    this.#sums = { programs, tensor: output.sums, steps: (this.#sums?.steps ?? 0) + 1 };
  }

  /** Reads the running means and resets them. Undefined if no step has run since the last reading. */
  read(): Reading | undefined {
    if (this.#sums === undefined) return undefined;
    const { programs, tensor, steps } = this.#sums;
    const sums = readTensor(tensor);
    tensor.dispose();
    this.#sums = undefined;
    const reading = { steps, loss: 0, terms: {} as Record<string, number>, metrics: {} as Record<string, number> };
    let i = 0;
    for (const { terms, metrics } of programs) {
      reading.loss += (sums[i++] as number) / steps;
      // Updates of one pass may share a term name; such terms add up, like the loss.
      for (const name of terms) reading.terms[name] = (reading.terms[name] ?? 0) + (sums[i++] as number) / steps;
      for (const name of metrics) reading.metrics[name] = (sums[i++] as number) / steps;
    }
    return reading;
  }

  /** Running sums not yet read, so that a checkpoint may fall between two readings. */
  get pending(): { readonly sums: Tensor; readonly steps: number } | undefined {
    return this.#sums === undefined ? undefined : { sums: this.#sums.tensor, steps: this.#sums.steps };
  }

  /** Restores the running sums of a checkpoint taken after `step` steps. */
  resumeSums(step: number, sums: Tensor, steps: number): void {
    const pass = this.#stepPlan.passes[this.#stepPlan.position(step - 1).pass] as Pass;
    this.#sums = { programs: pass.updates.map((name) => this.#update(name).program), tensor: sums, steps };
  }

  dispose(): void {
    for (const group of Object.values(this.state.groups)) disposeGroup(group);
    for (const step of this.#steps.values()) step.dispose();
    for (const { key, constants } of this.#fixed.values()) tf.dispose([key, constants]);
    this.#order?.tensor.dispose();
    this.#sums?.tensor.dispose();
  }

  #update(name: string): Update {
    const update = this.#method.updates.find((candidate) => candidate.name === name);
    if (update === undefined)
      throw new Error(`internal: a pass names the update "${name}", which the method does not have.`);
    return update;
  }

  /** The shuffled order of a seed, epoch and pass, cached on the device. */
  #orderOf(pass: Pass, epoch: number): Tensor {
    const name = `${epoch}/${pass.name}`;
    if (this.#order?.pass !== name) {
      this.#order?.tensor.dispose();
      const stream = new RandomStream(this.#seed, `shuffle/${pass.name}`, [epoch, 0]);
      this.#order = { pass: name, tensor: tf.tensor1d(permutation(this.#data.count, stream), 'int32') };
    }
    return this.#order.tensor;
  }

  #sumsOf(programs: readonly Program[]): Tensor {
    const before = this.#sums?.programs ?? programs;
    const same = before.length === programs.length && before.every((program, i) => program === programs[i]);
    if (!same) throw new Error('internal: read the metrics before running a pass with other programs.');
    return this.#sums?.tensor ?? tf.zeros([sumNames(programs).length]);
  }

  /** Updates with the same programs and optimizers share one compiled step, whatever their parameters. */
  #stepOf(updates: readonly Update[], batchSize: number): Step {
    const programs = updates.map((update) => this.#optimized(update));
    const used = programs.flatMap(({ program, optimizers }) => [program, ...Object.values(optimizers)]);
    const key = `${used.map((each) => this.#id(each)).join()} ${batchSize}`;
    let step = this.#steps.get(key);
    if (step === undefined) {
      step = createStep(programs, this.#data, batchSize);
      this.#steps.set(key, step);
    }
    return step;
  }

  #optimized({ program, bind }: Update): OptimizedProgram {
    const optimizers = program.writes.map(
      (role) => [role, optimizerOf(this.#optimizer, bind[role] as string)] as const,
    );
    return { program, optimizers: Object.fromEntries(optimizers) };
  }

  #id(item: Program | Optimizer): number {
    const known = this.#ids.get(item);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(item, id);
    return id;
  }

  #input({ name, program, bind }: Update): UpdateInput {
    const groups: Record<string, GroupInput> = {};
    for (const role of program.reads) {
      const group = this.state.groups[bind[role] as string] as GroupState;
      const written = program.writes.includes(role);
      groups[role] = {
        parameters: group.parameters,
        statistics: group.statistics,
        slots: written ? group.slots : {},
        step: tf.scalar(group.step + 1, 'int32'),
      };
    }
    const count = tf.scalar(this.state.updates[name] as number, 'int32');
    return { groups, count, ...(this.#fixed.get(name) as { key: Tensor; constants: Record<string, Tensor> }) };
  }

  #commit({ name, bind }: Update, input: UpdateInput, written: StepOutput['updates'][number]): void {
    for (const [role, group] of Object.entries(written)) {
      const target = bind[role] as string;
      const old = this.state.groups[target] as GroupState;
      disposeGroup(old);
      this.state.groups[target] = { ...group, step: old.step + 1 };
    }
    for (const { step } of Object.values(input.groups)) step.dispose();
    input.count.dispose();
    this.state.updates[name] = (this.state.updates[name] as number) + 1;
  }
}

function fixedInputs({ name, constants }: Update, seed: number): { key: Tensor; constants: Record<string, Tensor> } {
  return {
    key: keyTensor(seed, `train/${name}`),
    constants: Object.fromEntries(Object.entries(constants).map(([key, value]) => [key, tf.scalar(value)])),
  };
}

/** Updates of a pass start from the same old state, so if two wrote one group, one result would be lost. */
function refuseSharedWrites({ epoch, updates }: Method): void {
  for (const pass of epoch) {
    const writers = new Map<string, string>();
    for (const { name, program, bind } of updates.filter((update) => pass.updates.includes(update.name))) {
      for (const group of program.writes.map((role) => bind[role] as string)) {
        const other = writers.get(group);
        if (other !== undefined) {
          throw new Error(`internal: in pass "${pass.name}" both "${other}" and "${name}" write the group "${group}".`);
        }
        writers.set(group, name);
      }
    }
  }
}
