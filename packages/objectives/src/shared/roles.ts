import type { Embedding, ParameterGroup, ProgramInputs, Scope } from '@noprop/core';

/** The scope that a program's role is bound to. */
export const role = ({ scopes }: ProgramInputs, name: string): Scope => scopes[name] as Scope;

/** The parameter group `embedding`; without parameters where the embedding is fixed. */
export function embeddingGroup({ parameters }: Embedding): ParameterGroup {
  return { name: 'embedding', parameters, statistics: {} };
}

export const isLearned = ({ parameters }: Pick<Embedding, 'parameters'>): boolean => Object.keys(parameters).length > 0;
