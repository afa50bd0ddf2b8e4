import { type DatasetSource, type Issue, NopropError, type Parts } from '@noprop/core';
import { slots } from '../document/pipeline.schema';
import type { PlanParts } from './plan';
import type { PlannedSlot, PlannedSlots } from './slots';

/** Builds the components in order and looks for the data; what they refuse becomes issues at their slots. */
export async function buildParts(
  planned: PlannedSlots,
): Promise<{ parts: PlanParts; datasetSource: DatasetSource } | { issues: readonly Issue[] }> {
  const parts: Record<string, unknown> = {};
  for (const slot of slots) {
    const component = planned.slots[slot];
    if (component === undefined) continue;
    const built = attempt(component, () => component.component.build(component.options as never, parts as unknown as Parts));
    if ('issues' in built) return built;
    parts[slot] = built.value;
  }
  const evaluation: unknown[] = [];
  for (const component of planned.evaluation) {
    const built = attempt(component, () => component.component.build(component.options as never, parts as unknown as Parts));
    if ('issues' in built) return built;
    evaluation.push(built.value);
  }
  const all = { ...parts, evaluation } as unknown as PlanParts;
  try {
    return { parts: all, datasetSource: await all.dataset.locate() };
  } catch (error) {
    return { issues: issuesAt(error, 'dataset') };
  }
}

function attempt(slot: PlannedSlot, build: () => unknown): { value: unknown } | { issues: readonly Issue[] } {
  try {
    return { value: build() };
  } catch (error) {
    return { issues: issuesAt(error, slot.path) };
  }
}

/** Issues of an expected failure, at a slot of the document; anything else is a bug and goes on. */
function issuesAt(error: unknown, path: string): readonly Issue[] {
  if (!(error instanceof NopropError)) throw error;
  return error.issues.map((issue) => ({ ...issue, path: issue.path === '' ? path : `${path}.with.${issue.path}` }));
}
