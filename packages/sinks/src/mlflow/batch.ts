/** Limits of one `log-batch` call. MLflow accepts 1 MB; the rest is for the JSON around the items. */
export const LIMITS = { metrics: 1000, params: 100, bytes: 900_000 } as const;

/**
 * Removes items from the front of a list for one call: as many as fit, but at least one.
 *
 * @param count maximum number of items
 * @param bytes maximum size of their JSON
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
