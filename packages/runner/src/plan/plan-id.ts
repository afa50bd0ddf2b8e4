import { canonicalJson, sha256Hex } from '@noprop/store';
import type { PlanData, PlannedComponent } from './plan';

/**
 * Identity of a plan: a hash of everything that changes the result and nothing else. Options that are paths enter as
 * written, so that two machines agree: docs/adr/0010-paths-in-plan-ids.md.
 */
export function planId(data: PlanData): string {
  const { name: _name, expected: _expected, resolved: _resolved, sinks: _sinks, training, paths = {}, ...rest } = data;
  const { logEvery: _logEvery, checkpointEvery: _checkpointEvery, ...sizes } = training;
  const written = (component: PlannedComponent, at: string): PlannedComponent => {
    const options = Object.entries(component.with).map(([key, value]) => [key, paths[`${at}.with.${key}`] ?? value]);
    return { ...component, with: Object.fromEntries(options) };
  };
  const slots = Object.entries(rest.slots).map(([slot, component]) => [slot, written(component, slot)]);
  const all = (components: readonly PlannedComponent[], at: string): readonly PlannedComponent[] =>
    components.map((component, i) => written(component, `${at}.${i}`));
  const { progress } = rest;
  return sha256Hex(
    canonicalJson({
      ...rest,
      slots: Object.fromEntries(slots),
      evaluation: all(rest.evaluation, 'evaluation'),
      ...(progress && { progress: { ...progress, evaluation: all(progress.evaluation, 'progress.evaluation') } }),
      training: sizes,
    }),
  );
}
