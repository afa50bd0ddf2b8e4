import { canonicalJson, sha256Hex } from '@noprop/store';
import type { PlanData, PlannedComponent } from './plan';

/**
 * Identity of a plan: what changes the result and nothing else. Options that are paths enter as they are written, so that
 * two machines agree: docs/adr/0010-paths-in-plan-ids.md.
 */
export function planId(data: PlanData): string {
  const { name: _name, expected: _expected, resolved: _resolved, training, paths = {}, ...rest } = data;
  const { logEvery: _logEvery, checkpointEvery: _checkpointEvery, ...sizes } = training;
  const written = (component: PlannedComponent, at: string): PlannedComponent => {
    const options = Object.entries(component.with).map(([key, value]) => [key, paths[`${at}.with.${key}`] ?? value]);
    return { ...component, with: Object.fromEntries(options) };
  };
  const slots = Object.entries(rest.slots).map(([slot, component]) => [slot, written(component, slot)]);
  const evaluation = rest.evaluation.map((component, i) => written(component, `evaluation.${i}`));
  return sha256Hex(canonicalJson({ ...rest, slots: Object.fromEntries(slots), evaluation, training: sizes }));
}
