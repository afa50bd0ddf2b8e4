import { sha256Hex } from '@noprop/store';

/** A unit of work that a shard can contain: a trial of a sweep. */
export interface ShardUnit {
  readonly id: string;
  /** Expected duration. */
  readonly seconds?: number;
}

/** Shard `index` of `of`, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * Ids of the units of one shard, chosen by the hash of their ids. A pure function of the set of units: neither their
 * order nor the machine matters, and each unit is in exactly one shard.
 *
 * Without durations the shard sizes differ by at most 1. If every unit has a duration, units are assigned longest first
 * to the shard with the least work so far, so that the work of two shards differs by at most the longest unit.
 */
export function shardUnits(units: readonly ShardUnit[], shard: Shard): readonly string[] {
  const unique = [...new Map(units.map((unit) => [unit.id, unit])).values()];
  const hashed = unique.map((unit) => ({ ...unit, hash: sha256Hex(unit.id) })).sort(byHash);
  const timed = hashed.filter(isTimed);
  const bins = timed.length === hashed.length ? byWork(timed, shard.of) : undefined;
  const own = bins === undefined ? evenly(hashed, shard) : (bins[shard.index - 1] ?? []);
  return [...own].sort(byHash).map(({ id }) => id);
}

interface HashedUnit extends ShardUnit {
  readonly hash: string;
}

type TimedUnit = HashedUnit & { readonly seconds: number };

const isTimed = (unit: HashedUnit): unit is TimedUnit =>
  unit.seconds !== undefined && Number.isFinite(unit.seconds) && unit.seconds >= 0;

const byHash = (a: HashedUnit, b: HashedUnit): number => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0);

/** Cuts at floor(count * i / of), so that sizes differ by at most 1 even if `of` does not divide the count. */
function evenly(units: readonly HashedUnit[], { index, of }: Shard): readonly HashedUnit[] {
  const cut = (i: number): number => Math.floor((units.length * i) / of);
  return units.slice(cut(index - 1), cut(index));
}

function byWork(units: readonly TimedUnit[], of: number): readonly (readonly HashedUnit[])[] {
  const bins = Array.from({ length: of }, () => ({ work: 0, units: [] as HashedUnit[] }));
  const [first, ...others] = bins;
  if (first === undefined) return [];
  for (const unit of [...units].sort((a, b) => b.seconds - a.seconds || byHash(a, b))) {
    const least = others.reduce((best, bin) => (bin.work < best.work ? bin : best), first);
    least.work += unit.seconds;
    least.units.push(unit);
  }
  return bins.map((bin) => bin.units);
}
