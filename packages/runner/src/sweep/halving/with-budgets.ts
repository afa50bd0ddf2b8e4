import type { Halving } from '../document/sweep-document';
import type { Candidate } from '../points/candidates';
import { operandOf } from '../points/operand';
import { budgets } from './budgets';

/**
 * Each point once for every round that it might reach. Which of them are run is known only when the rounds before are
 * done; that all are planned from the start keeps the sweep's identity independent of its results.
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
