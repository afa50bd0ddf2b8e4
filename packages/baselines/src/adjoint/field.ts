import { NopropError, type Scope, type Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import type { State, VectorField } from '@noprop/ode';
import type { Network } from './adjoint';
import { replacedScope } from './scopes';

/** The state of the equation: noised labels z, B D. */
export type Label = State<'z'>;

/** What the field depends on: image features B F, and each parameter it reads, named `<role>/<path>`. */
export interface FieldParameters extends Tensors {
  readonly features: Tensor;
}

/** The scopes that a field reads. */
export interface FieldScopes extends Readonly<Record<'network' | 'embedding', Scope>> {}

/**
 * dz/dt = v(z, x, t): the class embeddings mixed with the logits as weights. Without a softmax, v can be any vector
 * in their span. Every tensor is a parameter, image features included, so that it gets a gradient; only random keys
 * come from the closure.
 */
export function vectorField({ block, embedding }: Network, scopes: FieldScopes): VectorField<Label, FieldParameters> {
  return (t, { z }, parameters) => {
    const of = (role: keyof FieldScopes): Scope =>
      replaced(scopes[role], (path) => parameters[`${role}/${path}`] ?? missing(`${role}/${path}`));
    return { z: embedding.mix(of('embedding'), block.logits(of('network'), parameters.features, z, t)) };
  };
}

/**
 * The parameters that {@link vectorField} reads, found by evaluating it once. The image layers are left out, because
 * their gradients would be carried through all steps as zeros.
 */
export function fieldParameters(
  { block, embedding }: Network,
  scopes: FieldScopes,
  features: Tensor,
  z: Tensor,
): FieldParameters {
  const read: Record<string, Tensor> = {};
  const watched = (role: keyof FieldScopes): Scope =>
    replaced(scopes[role], (path) => {
      read[`${role}/${path}`] = scopes[role].parameter(path);
      return scopes[role].parameter(path);
    });
  tf.tidy(() => {
    embedding.mix(watched('embedding'), block.logits(watched('network'), features, z, tf.scalar(0)));
  });
  return { ...read, features };
}

/** Refuses statistics, because a field has no memory. Dropout uses one mask for the whole solve, forward and back. */
const replaced = (scope: Scope, parameter: Scope['parameter']): Scope => replacedScope(scope, parameter, refuse);

function refuse(path: string): never {
  throw new NopropError({
    code: 'wrong_blocks',
    path: '',
    message: `noprop/adjoint needs blocks whose logits keep no running statistics, got "${path}".`,
    hint: 'Choose blocks without batch norm, such as noprop/conv-continuous.',
  });
}

function missing(path: string): never {
  throw new Error(`internal: the field reads "${path}" only at some evaluations, so it has no gradient.`);
}
