import type { Gradients, Loss, Program, ProgramInputs, Scope, Tensors } from '@noprop/core';
import { type Tensor, tf } from '@noprop/engine';
import { batchAccuracy, crossEntropyTerm, headLogits, isLearned, linearHead, role } from '@noprop/objectives';
import { type AdjointGradient, integrateFixed, solveAdjoint, tableaus, vjp } from '@noprop/ode';
import type { Network, Options } from './adjoint';
import { fieldParameters, vectorField } from './field';
import { withParameters } from './scopes';

type Grid = Pick<Options, 'steps' | 'solver'>;

/**
 * -log pHat(y | z(1)) of dz/dt = v(z, x, t) from z(0) ~ N(0, I). Its gradient is computed in three stages: the head
 * at z(1), the solve, and the image layers, from the integrated cotangent of the image features. The image layers are
 * evaluated twice with the same random keys, so dropout repeats.
 *
 * @paper eq:13 table:3
 */
export function adjointProgram(network: Network, options: Grid & { readonly gradient: AdjointGradient }): Program {
  const { block, embedding } = network;
  return {
    ...signatureOf(network, options.gradient),
    gradient: (inputs): Gradients => {
      const { images, labels } = inputs.batch;
      const scopes = scopesOf(inputs);
      const features = block.features(scopes.network, images);
      const zNoise = noiseOf(network, inputs);
      const parameters = fieldParameters(network, scopes, features, zNoise);
      const grid = { ...gridOf(options), gradient: options.gradient, parameters };
      const solved = solveAdjoint(vectorField(network, scopes), { z: zNoise }, grid);
      const { z } = solved.state;

      const lossOf = (head: Scope, end: Tensor): Tensor => crossEntropyTerm(headLogits(head, end), labels);
      const headPaths = Object.keys(linearHead(embedding.dimension, embedding.classes));
      const atEnd = vjp(({ head, end }) => lossOf(withParameters(scopes.head, head), end.z), {
        head: tensorsOf(scopes.head, headPaths),
        end: { z },
      });
      const back = solved.pullback({ z: atEnd.end.z }).parameters;
      const { trunk } = vjp(
        (given) => block.features(withParameters(scopes.network, given.trunk), images),
        { trunk: tensorsOf(scopes.network, Object.keys(block.parameters)) },
        back.features,
      );
      return {
        gradients: {
          network: mapPaths(trunk, (slope, path) => plus(slope, back[`network/${path}`])),
          head: atEnd.head,
          ...(isLearned(embedding) && {
            embedding: tensorsOfRole(back, 'embedding', Object.keys(embedding.parameters)),
          }),
        },
        terms: { crossEntropy: lossOf(scopes.head, z) },
        metrics: { accuracy: batchAccuracy(headLogits(scopes.head, z), labels) },
      };
    },
  };
}

/** The same loss with unrolled steps, differentiated by tfjs's tape, which takes memory for each step. */
export function unrolledProgram(network: Network, options: Grid): Program {
  return {
    ...signatureOf(network, 'unrolled'),
    loss: (inputs): Loss => {
      const scopes = scopesOf(inputs);
      const features = network.block.features(scopes.network, inputs.batch.images);
      const zNoise = noiseOf(network, inputs);
      const parameters = fieldParameters(network, scopes, features, zNoise);
      const grid = { ...gridOf(options), unroll: true, parameters };
      const { state } = integrateFixed(vectorField(network, scopes), { z: zNoise }, grid);
      const logits = headLogits(scopes.head, state.z);
      const crossEntropy = crossEntropyTerm(logits, inputs.batch.labels);
      const accuracy = batchAccuracy(logits, inputs.batch.labels);
      return { total: crossEntropy, terms: { crossEntropy }, metrics: { accuracy } };
    },
  };
}

function signatureOf({ embedding }: Network, gradient: Options['gradient']): Omit<Program, 'loss' | 'gradient'> {
  return {
    name: `adjoint-${gradient}`,
    reads: ['network', 'head', 'embedding'],
    writes: ['network', 'head', ...(isLearned(embedding) ? ['embedding'] : [])],
    terms: ['crossEntropy'],
    metrics: ['accuracy'],
  };
}

const scopesOf = (inputs: ProgramInputs) => ({
  network: role(inputs, 'network'),
  head: role(inputs, 'head'),
  embedding: role(inputs, 'embedding'),
});

/** z(0) ~ N(0, I), B D. */
const noiseOf = ({ embedding }: Network, { batch, random }: ProgramInputs): Tensor =>
  random.fold('zNoise').normal([batch.images.shape[0] as number, embedding.dimension]);

const gridOf = ({ steps, solver }: Grid) => ({ from: 0, to: 1, steps, tableau: tableaus[solver] });

const tensorsOf = (scope: Scope, paths: readonly string[]): Tensors =>
  Object.fromEntries(paths.map((path) => [path, scope.parameter(path)]));

const tensorsOfRole = (tensors: Tensors, name: string, paths: readonly string[]): Tensors =>
  Object.fromEntries(paths.map((path) => [path, tensors[`${name}/${path}`] as Tensor]));

const mapPaths = (tensors: Tensors, map: (tensor: Tensor, path: string) => Tensor): Tensors =>
  Object.fromEntries(Object.entries(tensors).map(([path, tensor]) => [path, map(tensor, path)]));

const plus = (slope: Tensor, more: Tensor | undefined): Tensor => (more === undefined ? slope : tf.add(slope, more));
