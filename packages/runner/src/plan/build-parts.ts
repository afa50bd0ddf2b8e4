import { type DatasetSource, type Issue, type Kind, NopropError, type Parts } from '@noprop/core';
import { slots } from '../document/pipeline.schema';
import type { PlanParts } from './plan';
import type { PlannedSlot, PlannedSlots } from './slots';

/** The built components, and where the data are. */
export interface BuiltParts {
  readonly parts: PlanParts;
  readonly datasetSource: DatasetSource;
}

/**
 * Builds the components in order and locates the data; a component's error becomes issues at its slot. A component
 * whose needs could not be built is skipped, so that all problems are reported at once.
 *
 * @param known where the data were; if set, skip locating them
 */
export async function buildParts(
  planned: PlannedSlots,
  known?: DatasetSource,
): Promise<BuiltParts | { readonly issues: readonly Issue[] }> {
  const parts: Partial<Record<Kind, unknown>> = {};
  const issues: Issue[] = [];
  const build = (slot: PlannedSlot): unknown => {
    const { component, options, path } = slot;
    if (component.needs.some((need) => parts[need] === undefined)) return undefined;
    try {
      return component.build(options as never, parts as unknown as Parts);
    } catch (error) {
      issues.push(...issuesAt(error, path));
      return undefined;
    }
  };
  for (const slot of slots) {
    const component = planned.slots[slot];
    if (component !== undefined) parts[slot] = build(component);
  }
  const evaluation = planned.evaluation.map(build);
  const intermediateEvaluation = planned.intermediateEvaluation.map(build);
  const sinks = planned.sinks.map(build);
  const all = { ...parts, evaluation, intermediateEvaluation, sinks } as unknown as PlanParts;
  try {
    const datasetSource = known ?? (await all.dataset?.locate());
    return issues.length > 0 ? { issues } : { parts: all, datasetSource };
  } catch (error) {
    return { issues: [...issues, ...issuesAt(error, 'dataset')] };
  }
}

/** Issues of an expected failure, at a slot of the document; any other error is a bug and is thrown again. */
function issuesAt(error: unknown, path: string): readonly Issue[] {
  if (!(error instanceof NopropError)) throw error;
  return error.issues.map((issue) => ({ ...issue, path: issue.path === '' ? path : `${path}.with.${issue.path}` }));
}
