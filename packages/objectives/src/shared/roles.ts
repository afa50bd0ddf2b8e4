import type { Embedding, ParameterGroup, ProgramInputs, Scope } from '@noprop/core';
import { linearHead } from './linear-head';

/** The scope bound to a program's role. */
export const role = ({ scopes }: ProgramInputs, name: string): Scope => scopes[name] as Scope;

/** The parameter group `embedding`; it has no parameters if the embedding is fixed. */
export function embeddingGroup({ parameters }: Embedding): ParameterGroup {
  return { name: 'embedding', parameters, statistics: {} };
}

/** The parameter group `head`: the output layer D -> K. */
export function headGroup({ dimension, classes }: Pick<Embedding, 'dimension' | 'classes'>): ParameterGroup {
  return { name: 'head', parameters: linearHead(dimension, classes), statistics: {} };
}

export const isLearned = ({ parameters }: Pick<Embedding, 'parameters'>): boolean => Object.keys(parameters).length > 0;
