import type { Component, Kind, Parts, SlotTypes } from '../contracts/component';
import { exitCodes, NopropError } from '../issues/error';
import { Registry } from './registry';

/**
 * Builds one component without a pipeline, as law suites and tests do: its options are validated
 * by its schema and defaults are filled in.
 *
 * @throws NopropError with every problem of the options
 */
export function buildComponent<K extends Kind>(
  component: Component<K>,
  options: Readonly<Record<string, unknown>> = {},
  parts: Partial<Parts> = {},
): SlotTypes[K] {
  const missing = component.needs.filter((kind) => parts[kind] === undefined);
  if (missing.length > 0) throw new Error(`internal: "${component.name}" is built without its ${missing.join(', ')}.`);
  const registry = new Registry([{ name: component.name, components: [component] }]);
  const result = registry.options(component, options);
  if ('issues' in result) throw new NopropError(result.issues, exitCodes.usage);
  return component.build(result.value as never, parts as Parts);
}
