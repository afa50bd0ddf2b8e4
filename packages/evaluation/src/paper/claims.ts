import { paperCell } from './paper-cell';
import { type Claim, paper } from './tables';

/** A pair of a claim with its two values. */
export interface ClaimedPair {
  readonly dataset: string;
  readonly first: string;
  readonly second: string;
  readonly firstValue: number;
  readonly secondValue: number;
  /** Whether the pair supports the claim; for a `mixed` claim, whether the first value is the larger. */
  readonly holds: boolean;
}

/** Value of a metric by the name of its pipeline; undefined if there is none. */
export type MetricLookup = (name: string, metric: string) => number | undefined;

/** The claims of section 4.6. */
export const paperClaims: readonly Claim[] = paper.claims;

/**
 * Compares the two values of each pair of a claim: the paper's own or, with `lookup`, measured ones. Pairs with a
 * missing value are left out.
 */
export function claimedPairs(claim: Claim, lookup: MetricLookup = printed): readonly ClaimedPair[] {
  return claim.datasets.flatMap((dataset) =>
    claim.pairs.flatMap(([first = '', second = '']) => {
      const [firstValue, secondValue] = [first, second].map((row) =>
        lookup(`${claim.table}-${dataset}-${row}`, claim.metric),
      );
      if (firstValue === undefined || secondValue === undefined) return [];
      const holds = claim.relation === 'below' ? firstValue < secondValue : firstValue > secondValue;
      return [{ dataset, first, second, firstValue, secondValue, holds }];
    }),
  );
}

function printed(name: string, metric: string): number | undefined {
  // Table 2 and Figure 3 have no pipelines of their own: they add measurements to the one-hot rows of Table 1.
  const cell = paperCell(name.replace(/^(?:table-2|figure-3)-(.+)$/, 'table-1-$1'));
  if (metric === 'gigabytes') return cell?.memoryGigabytes;
  if (metric === 'seconds') return cell?.endSeconds;
  return metric === 'train' ? cell?.train : cell?.test;
}
