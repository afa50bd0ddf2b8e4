import { paperCell } from './paper-cell';
import { type Claim, paper } from './tables';

/** A pair of a claim with its figures. */
export interface ClaimedPair {
  readonly dataset: string;
  readonly first: string;
  readonly second: string;
  readonly firstValue: number;
  readonly secondValue: number;
  /** Whether the pair goes the way of the claim; of a `mixed` one, whether the first is the larger. */
  readonly holds: boolean;
}

/** Figure of an experiment, by the name of its pipeline; undefined where there is none. */
export type FigureOf = (name: string, figure: string) => number | undefined;

/** The claims of section 4.6. */
export const paperClaims: readonly Claim[] = paper.claims;

/**
 * Sets the figures of a claim against each other, the paper's own or, with `figureOf`, measured ones. Pairs of which a
 * figure is missing are left out.
 */
export function claimedPairs(claim: Claim, figureOf: FigureOf = printed): readonly ClaimedPair[] {
  return claim.datasets.flatMap((dataset) =>
    claim.pairs.flatMap(([first = '', second = '']) => {
      const [firstValue, secondValue] = [first, second].map((row) =>
        figureOf(`${claim.table}-${dataset}-${row}`, claim.figure),
      );
      if (firstValue === undefined || secondValue === undefined) return [];
      const holds = claim.relation === 'below' ? firstValue < secondValue : firstValue > secondValue;
      return [{ dataset, first, second, firstValue, secondValue, holds }];
    }),
  );
}

function printed(name: string, figure: string): number | undefined {
  // Table 2 and Figure 3 have no pipelines of their own: they tell what else was measured of the one-hot rows of Table 1.
  const cell = paperCell(name.replace(/^(?:table-2|figure-3)-(.+)$/, 'table-1-$1'));
  if (figure === 'gigabytes') return cell?.memoryGigabytes;
  if (figure === 'seconds') return cell?.endSeconds;
  return figure === 'train' ? cell?.train : cell?.test;
}
