import type { Component, Issue, Kind } from '@noprop/core';
import { type PipelineDocument, type Slot, slots } from '../document/pipeline.schema';

/** Components found in the registry, whether or not their options are valid. */
export interface FoundComponents {
  readonly slots: Readonly<Partial<Record<Slot, Component>>>;
  /** Evaluations and sinks; undefined for a component that was not found. */
  readonly listed: readonly (Component | undefined)[];
}

/** Slots that every run uses, whatever its objective. */
const ALWAYS: readonly Slot[] = ['dataset', 'optimizer', 'objective'];

/** Issues for slots that are needed but empty, or filled but unused; needs are followed from component to component. */
export function needIssues(document: PipelineDocument, found: FoundComponents): Issue[] {
  // A missing objective is already reported, and its needs are unknown.
  if (found.slots.objective === undefined) return [];
  const needs = neededBy(found);
  const missing = slots.flatMap((slot): Issue[] => {
    const by = needs.get(slot);
    if (by === undefined || document[slot] !== undefined) return [];
    const message = `The slot "${slot}" is missing; ${by} needs it.`;
    return [{ code: 'missing_slot', path: '', message, hint: `Add ${slot}: { uses: ... }.` }];
  });
  const isUnused = (slot: Slot): boolean => document[slot] !== undefined && !needs.has(slot) && !ALWAYS.includes(slot);
  const unused = slots.filter(isUnused).map((slot): Issue => {
    const message = `Nothing in this pipeline uses the slot "${slot}".`;
    return { code: 'unused_slot', path: slot, message, hint: 'Remove it, or choose an objective that needs it.' };
  });
  return isComplete(document, found, needs) ? [...missing, ...unused] : missing;
}

/** The kinds needed, each with the first component found that needs it. */
function neededBy(found: FoundComponents): ReadonlyMap<Kind, string> {
  const needed = new Map<Kind, string>();
  const queue = [...found.listed, ...ALWAYS.map((slot) => found.slots[slot])].filter(isFound);
  for (let component = queue.pop(); component !== undefined; component = queue.pop()) {
    for (const need of component.needs) {
      if (needed.has(need)) continue;
      needed.set(need, component.name);
      if (isSlot(need)) queue.push(...[found.slots[need]].filter(isFound));
    }
  }
  return needed;
}

/** Whether every component whose needs matter was found; otherwise an apparently unused slot may be needed. */
function isComplete(document: PipelineDocument, found: FoundComponents, needs: ReadonlyMap<Kind, string>): boolean {
  if (!found.listed.every(isFound)) return false;
  const counts = slots.filter((slot) => ALWAYS.includes(slot) || needs.has(slot));
  return counts.every((slot) => document[slot] === undefined || found.slots[slot] !== undefined);
}

const isSlot = (kind: Kind): kind is Slot => (slots as readonly Kind[]).includes(kind);

const isFound = (component: Component | undefined): component is Component => component !== undefined;
