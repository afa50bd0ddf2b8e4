import { NopropError, type ParameterSpecs } from '@noprop/core';
import type { Checkpoint, NamedTensor } from '@noprop/store';
import type { Plan } from '../plan/plan';
import type { CheckpointMetadata } from '../run/checkpoint';

/**
 * The parameters and statistics of every group that the plan's method declares, out of a checkpoint; optimizer slots
 * and running sums are left behind.
 *
 * @throws NopropError `checkpoint_mismatch` when the checkpoint is of another plan, or lacks a tensor, or has it in
 * another shape
 */
export function trainedTensors(plan: Plan, { path, metadata, tensors }: Checkpoint): readonly NamedTensor[] {
  const { planId } = JSON.parse(metadata.get('noprop') ?? '{}') as Partial<CheckpointMetadata>;
  if (planId !== plan.id)
    throw mismatch(path, `it belongs to plan ${planId ?? '(none)'}, this run's plan is ${plan.id}`);
  const take = (prefix: string, specs: ParameterSpecs): readonly NamedTensor[] =>
    Object.entries(specs).map(([parameter, { shape }]) => {
      const name = `${prefix}/${parameter}`;
      const stored = tensors.get(name);
      if (stored === undefined) throw mismatch(path, `it has no tensor "${name}"`);
      if (stored.dtype === 'F32' && stored.shape.join() === shape.join()) return { name, ...stored };
      throw mismatch(
        path,
        `"${name}" is ${stored.dtype} [${stored.shape.join(', ')}], expected F32 [${shape.join(', ')}]`,
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
    message: `The checkpoint does not fit: ${what}.`,
    hint: 'Use the code that wrote it.',
  });
}
