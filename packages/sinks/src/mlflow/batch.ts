/** Limits of one call of `log-batch`; MLflow's own size is 1 MB, some of it left for what surrounds the items. */
export const LIMITS = { metrics: 1000, params: 100, bytes: 900_000 } as const;

/**
 * Takes from the front of a list as many items as one call may hold, at least one.
 *
 * @param count the most items
 * @param bytes the most bytes of all their JSON
 */
export function takeBatch<T>(items: T[], count: number, bytes: number): T[] {
  let [taken, size] = [0, 0];
  for (const item of items.slice(0, count)) {
    size += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (taken > 0 && size > bytes) break;
    taken++;
  }
  return items.splice(0, taken);
}
