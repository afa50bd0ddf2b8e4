/**
 * Moves places until any two are at least `gap` apart, keeping their order and staying in [0, size] if there is room.
 * Places that need not move stay.
 */
export function dodge(places: readonly number[], gap: number, size: number): readonly number[] {
  const order = places.map((_, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number) || a - b);
  const moved = order.map((i) => places[i] as number);
  // Labels that touch form a group around their mean; groups that then touch are merged.
  let groups = moved.map((place) => ({ sum: place, count: 1 }));
  const startOf = ({ sum, count }: { sum: number; count: number }): number => {
    const start = sum / count - ((count - 1) * gap) / 2;
    return Math.max(0, Math.min(start, size - (count - 1) * gap));
  };
  for (let merged = true; merged; ) {
    merged = false;
    const next: typeof groups = [];
    for (const group of groups) {
      const last = next.at(-1);
      if (last !== undefined && startOf(last) + last.count * gap > startOf(group) + 1e-9) {
        next[next.length - 1] = { sum: last.sum + group.sum, count: last.count + group.count };
        merged = true;
      } else next.push(group);
    }
    groups = next;
  }
  const result = [...places];
  let at = 0;
  for (const group of groups) {
    for (let k = 0; k < group.count; k++) result[order[at++] as number] = startOf(group) + k * gap;
  }
  return result;
}
