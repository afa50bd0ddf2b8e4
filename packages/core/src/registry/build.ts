import type { Component, Kind, Parts, SlotTypes } from '../contracts/component';
import { exitCodes, NopropError } from '../issues/error';
import { Registry } from './registry';

/**
 * Builds one component without a pipeline, as law suites and tests do. Its schema validates the options and fills in
 * defaults.
 *
 * @throws NopropError with every problem in the options
 */
export function buildComponent<K extends Kind>(
  component: Component<K>,
  options: Readonly<Record<string, unknown>> = {},
  parts: Partial<Parts> = {},
): SlotTypes[K] {
  const missing = component.needs.filter((kind) => parts[kind] === undefined);
  if (missing.length > 0) throw new Error(`internal: "${component.name}" was built without its ${missing.join(', ')}.`);
  const registry = new Registry([{ name: component.name, components: [component] }]);
  const result = registry.options(component, options);
  if ('issues' in result) throw new NopropError(result.issues, exitCodes.usage);
  return component.build(result.value as never, parts as Parts);
}
