import { type DocumentNode, type MapEntry, type MapNode, toPlain } from './node';
import { slots } from './pipeline.schema';

/**
 * Merges a pipeline over the one it extends: maps are merged key by key, lists and scalars are replaced. A slot that
 * uses another component than the base drops the base's options, because they belong to the base's component.
 */
export function mergePipelines(base: MapNode, over: MapNode): MapNode {
  const entries = slots.flatMap((slot): (readonly [string, MapEntry])[] => {
    const entry = base.entries.get(slot);
    return entry === undefined
      ? []
      : [[slot, { ...entry, value: withoutOptions(entry.value, over.entries.get(slot)) }]];
  });
  return mergeMaps({ ...base, entries: new Map([...base.entries, ...entries]) }, over);
}

/** Drops `with` from a slot of the base if the slot over it uses another component. */
function withoutOptions(base: DocumentNode, over: MapEntry | undefined): DocumentNode {
  if (base.kind !== 'map' || over?.value.kind !== 'map') return base;
  const [before, after] = [base, over.value].map(({ entries }) => entries.get('uses')?.value);
  if (before === undefined || after === undefined || toPlain(before) === toPlain(after)) return base;
  return { ...base, entries: new Map([...base.entries].filter(([key]) => key !== 'with')) };
}

function mergeMaps(base: MapNode, over: MapNode): MapNode {
  const entries = new Map(base.entries);
  for (const [name, { key, value }] of over.entries) {
    const below = entries.get(name);
    entries.set(name, { key, value: below === undefined ? value : mergeNodes(below.value, value) });
  }
  return { ...over, entries };
}

function mergeNodes(base: DocumentNode, over: DocumentNode): DocumentNode {
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(base, over);
  return over.kind === 'scalar' ? { ...over, replaced: base.place } : over;
}
