import type { Component, Issue, Kind, Registry } from '@noprop/core';
import { type PipelineDocument, type Slot, type SlotDocument, slots } from '../document/pipeline.schema';
import { needIssues } from './needs';
import { type FolderOf, resolvePaths, withoutPaths, writtenPaths } from './option-paths';
import type { PlanData } from './plan';

/** A component found in the registry, with validated options. */
export interface PlannedSlot {
  readonly component: Component;
  readonly name: string;
  readonly options: Record<string, unknown>;
  /** Options that are paths as they are written, by their dotted path in the document. */
  readonly paths: Readonly<Record<string, string>>;
  /** Where it stands in the document. */
  readonly path: string;
}

export interface PlannedSlots {
  readonly slots: Readonly<Partial<Record<Slot, PlannedSlot>>>;
  readonly evaluation: readonly PlannedSlot[];
  readonly issues: readonly Issue[];
}

/** Phase two: finds each slot's component, validates its options by the component's own schema and makes paths absolute. */
export function planSlots(document: PipelineDocument, registry: Registry, folderOf: FolderOf): PlannedSlots {
  const issues: Issue[] = [];
  const find = (kind: Kind, slot: unknown, path: string): Component | undefined => {
    if (!isSlot(slot)) return undefined;
    const component = registry.find(kind, slot.uses);
    if (!('code' in component)) return component;
    issues.push({ ...component, path: `${path}.uses` });
    return undefined;
  };
  const plan = (component: Component, slot: SlotDocument, path: string): PlannedSlot | undefined => {
    // Where `with` is no map, phase one has said so.
    if (slot.with !== undefined && !isRecord(slot.with)) return undefined;
    const result = registry.options(component, slot.with);
    if (!('issues' in result)) {
      const resolved = resolvePaths(component, result.value, (key) => folderOf(`${path}.with.${key}`));
      const written = writtenPaths(component, result.value).map(([key, value]) => [`${path}.with.${key}`, value]);
      return { component, name: component.name, options: resolved, paths: Object.fromEntries(written), path };
    }
    issues.push(...result.issues.map((issue) => ({ ...issue, path: under(`${path}.with`, issue.path) })));
    return undefined;
  };

  const found: Partial<Record<Slot, Component>> = {};
  const planned: Partial<Record<Slot, PlannedSlot>> = {};
  for (const kind of slots) {
    const component = find(kind, document[kind], kind);
    if (component === undefined) continue;
    found[kind] = component;
    const slot = plan(component, document[kind] as SlotDocument, kind);
    if (slot !== undefined) planned[kind] = slot;
  }
  const given = Array.isArray(document.evaluation) ? (document.evaluation as readonly SlotDocument[]) : [];
  const evaluations = given.map((slot, i) => find('evaluation', slot, `evaluation.${i}`));
  const evaluation = evaluations.flatMap((component, i) =>
    component === undefined ? [] : (plan(component, given[i] as SlotDocument, `evaluation.${i}`) ?? []),
  );
  issues.push(...needIssues(document, { slots: found, evaluation: evaluations }));
  return { slots: planned, evaluation, issues };
}

/** The slots of a plan's data without options that are paths; `planned` holds the component of each. */
export function publicSlots(data: PlanData, { slots: planned }: PlannedSlots): PlanData['slots'] {
  const shown = Object.entries(data.slots).map(([slot, { uses, with: options }]) => {
    const component = planned[slot as Slot]?.component;
    return [slot, { uses, with: component === undefined ? {} : withoutPaths(component, options) }];
  });
  return Object.fromEntries(shown) as PlanData['slots'];
}

const under = (path: string, rest: string): string => (rest === '' ? path : `${path}.${rest}`);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSlot = (value: unknown): value is SlotDocument => isRecord(value) && typeof value.uses === 'string';
