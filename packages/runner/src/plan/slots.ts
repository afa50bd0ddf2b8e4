import type { Component, Issue, Kind, Registry } from '@noprop/core';
import { isMap, listAt } from '../document/lists';
import {
  type List,
  lists,
  type PipelineDocument,
  type Slot,
  type SlotDocument,
  slots,
} from '../document/pipeline.schema';
import { needIssues } from './needs';
import { type FolderOf, resolvePaths, withoutPaths, writtenPaths } from './option-paths';
import type { Plan, PlanData, PlannedComponent } from './plan';

/** A component found in the registry, with validated options. */
export interface PlannedSlot {
  readonly component: Component;
  readonly name: string;
  readonly options: Record<string, unknown>;
  /** Options that are paths, as written, by their dotted path in the document. */
  readonly paths: Readonly<Record<string, string>>;
  /** Its dotted path in the document. */
  readonly path: string;
}

export interface PlannedSlots {
  readonly slots: Readonly<Partial<Record<Slot, PlannedSlot>>>;
  readonly evaluation: readonly PlannedSlot[];
  /** Evaluations during training. */
  readonly intermediateEvaluation: readonly PlannedSlot[];
  readonly sinks: readonly PlannedSlot[];
  readonly issues: readonly Issue[];
}

/** Phase two: finds each slot's component, validates its options by the component's schema and makes paths absolute. */
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
    // Phase one has already reported a `with` that is not a map.
    if (slot.with !== undefined && !isMap(slot.with)) return undefined;
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
  const listed: (Component | undefined)[] = [];
  const planList = (list: List): readonly PlannedSlot[] =>
    listAt(document as unknown as Readonly<Record<string, unknown>>, list).flatMap((slot, i) => {
      const path = `${list}.${i}`;
      const component = find(lists[list], slot, path);
      listed.push(component);
      return component === undefined ? [] : (plan(component, slot as SlotDocument, path) ?? []);
    });
  const [evaluation, intermediateEvaluation] = [planList('evaluation'), planList('evaluateEvery.evaluation')];
  const sinks = planList('sinks');
  issues.push(...needIssues(document, { slots: found, listed }));
  return { slots: planned, evaluation, intermediateEvaluation, sinks, issues };
}

/** The components of a plan's data without options that are paths; `planned` has their schemas. */
export function publicData({ slots, evaluation }: PlanData, planned: PlannedSlots): Plan['publicData'] {
  const shown = ({ uses, with: options }: PlannedComponent, slot: PlannedSlot | undefined): PlannedComponent => ({
    uses,
    with: slot === undefined ? {} : withoutPaths(slot.component, options),
  });
  return {
    slots: Object.fromEntries(
      Object.entries(slots).map(([slot, component]) => [slot, shown(component, planned.slots[slot as Slot])]),
    ),
    evaluation: evaluation.map((component, i) => shown(component, planned.evaluation[i])),
  };
}

const under = (path: string, rest: string): string => (rest === '' ? path : `${path}.${rest}`);

const isSlot = (value: unknown): value is SlotDocument => isMap(value) && typeof value.uses === 'string';
