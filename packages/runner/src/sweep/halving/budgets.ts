import type { Halving } from '../document/sweep-document';

/** Budgets of the rounds over `points` points, until one point is left or the budget would exceed `to`. */
export function budgets({ from, to = Number.POSITIVE_INFINITY, factor }: Halving, points: number): readonly number[] {
  const rounds: number[] = [];
  for (
    let budget = from, left = points;
    left >= 1 && budget <= to;
    budget *= factor, left = Math.floor(left / factor)
  ) {
    rounds.push(budget);
  }
  return rounds;
}

/** How many of `points` points advance to the next round. */
export const survivors = ({ factor }: Halving, points: number): number => Math.floor(points / factor);
