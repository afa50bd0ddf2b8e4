import { NopropError, type Scope, type Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import type { State, VectorField } from '@noprop/ode';
import type { Network } from './adjoint';
import { replacedScope } from './scopes';

/** The state of the equation: noised labels z, B D. */
export type Label = State<'z'>;

/** What the field depends on: image features B F, and by `<role>/<path>` each parameter that it reads. */
export interface FieldParameters extends Tensors {
  readonly features: Tensor;
}

/** Scopes that a field is made of. */
export interface FieldScopes extends Readonly<Record<'network' | 'embedding', Scope>> {}

/**
 * dz/dt = v(z, x, t): a mixture of class embeddings with the logits as weights, without a softmax, so that
 * it may point anywhere that they span. Nothing of it comes from a closure but random keys: each example's
 * features are parameters as the network's weights are.
 */
export function vectorField({ block, embedding }: Network, scopes: FieldScopes): VectorField<Label, FieldParameters> {
  return (t, { z }, parameters) => {
    const of = (role: keyof FieldScopes): Scope =>
      replaced(scopes[role], (path) => parameters[`${role}/${path}`] ?? missing(`${role}/${path}`));
    return { z: embedding.mix(of('embedding'), block.logits(of('network'), parameters.features, z, t)) };
  };
}

/**
 * The parameters that {@link vectorField} reads, found by evaluating it once: the image's own layers are
 * not among them, whose gradients would be carried through all steps as zeros.
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

/** A field has no memory, so its scope keeps no statistics; dropout is one mask for the whole solve, there and back. */
const replaced = (scope: Scope, parameter: Scope['parameter']): Scope => replacedScope(scope, parameter, refuse);

function refuse(path: string): never {
  throw new NopropError({
    code: 'wrong_blocks',
    path: '',
    message: `noprop/adjoint needs blocks whose logits keep no running statistics, found "${path}".`,
    hint: 'Choose blocks without batch norm, e.g. noprop/conv-continuous.',
  });
}

function missing(path: string): never {
  throw new Error(`internal: the field reads "${path}" only now and then, so it has no gradient.`);
}
