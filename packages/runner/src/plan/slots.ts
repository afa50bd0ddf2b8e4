import { resolve } from 'node:path';
import type { Component, Issue, Kind, Registry } from '@noprop/core';
import { type PipelineDocument, type Slot, type SlotDocument, slots } from '../document/pipeline.schema';

/** A component found in the registry, with validated options. */
export interface PlannedSlot {
  readonly component: Component;
  readonly name: string;
  readonly options: Record<string, unknown>;
  /** Where it stands in the document. */
  readonly path: string;
}

export interface PlannedSlots {
  readonly slots: Readonly<Partial<Record<Slot, PlannedSlot>>>;
  readonly evaluation: readonly PlannedSlot[];
  readonly issues: readonly Issue[];
}

/** Phase two: finds each slot's component and validates its options by the component's own schema. */
export function planSlots(document: PipelineDocument, registry: Registry, folder: string): PlannedSlots {
  const issues: Issue[] = [];
  const planned: Partial<Record<Slot, PlannedSlot>> = {};
  const plan = (kind: Kind, slot: unknown, path: string): PlannedSlot | undefined => {
    if (!isSlot(slot)) return undefined;
    const component = registry.find(kind, slot.uses);
    if ('code' in component) {
      issues.push({ ...component, path: `${path}.uses` });
      return undefined;
    }
    const result = registry.options(component, slot.with);
    if ('issues' in result) {
      issues.push(...result.issues.map((issue) => ({ ...issue, path: issue.path === '' ? `${path}.with` : `${path}.with.${issue.path}` })));
      return undefined;
    }
    return { component, name: component.name, options: resolvePaths(component, result.value, folder), path };
  };
  for (const slot of slots) {
    const found = plan(slot, document[slot], slot);
    if (found !== undefined) planned[slot] = found;
  }
  const evaluation = Array.isArray(document.evaluation) ? (document.evaluation as readonly unknown[]) : [];
  const evaluations = evaluation.flatMap((slot, i) => plan('evaluation', slot, `evaluation.${i}`) ?? []);
  issues.push(...needIssues(document, planned));
  return { slots: planned, evaluation: evaluations, issues };
}

/** Slots that are needed and empty, or filled and needed by nothing. */
function needIssues(document: PipelineDocument, planned: PlannedSlots['slots']): Issue[] {
  // A slot that could not be planned has been complained about; what it needs is not known.
  if (planned.objective === undefined) return [];
  const needed = new Map<Kind, string>([['objective', ''], ['optimizer', ''], ['dataset', '']]);
  const queue: Slot[] = ['objective', 'optimizer', 'dataset'];
  for (let slot = queue.shift(); slot !== undefined; slot = queue.shift()) {
    for (const need of planned[slot]?.component.needs ?? []) {
      if (needed.has(need)) continue;
      needed.set(need, planned[slot]?.name ?? '');
      queue.push(need as Slot);
    }
  }
  const missing = slots
    .filter((slot) => needed.has(slot) && document[slot] === undefined && needed.get(slot) !== '')
    .map((slot): Issue => ({
      code: 'missing_slot',
      path: '',
      message: `The slot "${slot}" is missing; ${needed.get(slot)} needs it.`,
      hint: `Add ${slot}: { uses: ... }.`,
    }));
  const unused = slots
    .filter((slot) => document[slot] !== undefined && !needed.has(slot))
    .map((slot): Issue => ({
      code: 'unused_slot',
      path: slot,
      message: `Nothing in this pipeline uses the slot "${slot}".`,
      hint: 'Remove it, or choose an objective that needs it.',
    }));
  return [...missing, ...unused];
}

/** Options that a schema marks as paths are relative to the pipeline's folder. */
function resolvePaths(component: Component, options: Record<string, unknown>, folder: string): Record<string, unknown> {
  const properties = (component.schema.properties ?? {}) as Record<string, { 'x-path'?: boolean }>;
  const resolved = Object.entries(options).map(([key, value]) => [
    key,
    properties[key]?.['x-path'] === true && typeof value === 'string' ? resolve(folder, value) : value,
  ]);
  return Object.fromEntries(resolved) as Record<string, unknown>;
}

function isSlot(value: unknown): value is SlotDocument {
  return typeof value === 'object' && value !== null && typeof (value as SlotDocument).uses === 'string';
}
