import { NopropError, type ParameterSpecs } from '@noprop/core';
import type { Checkpoint, NamedTensor } from '@noprop/store';
import type { Plan } from '../plan/plan';
import type { CheckpointMetadata } from '../run/checkpoint';

/**
 * Takes the parameters and statistics of every group that the plan's method declares from a checkpoint. Leaves out
 * optimizer slots and running sums.
 *
 * @throws NopropError `checkpoint_mismatch` if the checkpoint belongs to another plan, lacks a tensor, or has it with
 * another type or shape
 */
export function trainedTensors(plan: Plan, { path, metadata, tensors }: Checkpoint): readonly NamedTensor[] {
  const { planId } = JSON.parse(metadata.get('noprop') ?? '{}') as Partial<CheckpointMetadata>;
  if (planId !== plan.id) throw mismatch(path, `expected plan ${plan.id}, got ${planId ?? 'none'}`);
  const take = (prefix: string, specs: ParameterSpecs): readonly NamedTensor[] =>
    Object.entries(specs).map(([parameter, { shape }]) => {
      const name = `${prefix}/${parameter}`;
      const stored = tensors.get(name);
      if (stored === undefined) throw mismatch(path, `tensor "${name}" is missing`);
      if (stored.dtype === 'F32' && stored.shape.join() === shape.join()) return { name, ...stored };
      throw mismatch(
        path,
        `expected F32 [${shape.join(', ')}] for "${name}", got ${stored.dtype} [${stored.shape.join(', ')}]`,
      );
    });
  return plan.parts.objective.groups.flatMap(({ name, parameters, statistics }) => [
    ...take(`parameters/${name}`, parameters),
    ...take(`statistics/${name}`, statistics),
  ]);
}

function mismatch(file: string, what: string): NopropError {
  return new NopropError({
    code: 'checkpoint_mismatch',
    path: '',
    file,
    message: `The checkpoint does not match this run: ${what}.`,
    hint: 'Use the code that wrote this checkpoint.',
  });
}
