import type { Halving } from '../document/sweep-document';
import type { Candidate } from '../points/candidates';
import { operandOf } from '../points/operand';
import { budgets } from './budgets';

/**
 * Repeats each point for every round it might reach. Only the results of earlier rounds decide which of them run, but
 * planning all of them up front keeps the sweep's id independent of its results.
 */
export function withBudgets(points: readonly Candidate[], halving: Halving | undefined): readonly Candidate[] {
  if (halving === undefined) return points;
  return points.flatMap((candidate) => {
    const rivals = points.filter(({ pipeline }) => pipeline.name === candidate.pipeline.name).length;
    return budgets(halving, rivals).map((budget) => ({
      ...candidate,
      overrides: [...candidate.overrides, { operand: operandOf(halving.option, budget), path: 'halving.option' }],
      point: { ...candidate.point, [halving.option]: budget },
    }));
  });
}
