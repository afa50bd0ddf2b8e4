import type { Component, Registry } from '@noprop/core';
import { pipelineSchema, slots } from '../document/pipeline.schema';

type Json = Record<string, unknown>;

/**
 * One draft-07 schema for editors: the pipeline's own, and for each slot the options of the component
 * that `uses` names (if/then, so that a mistake is shown where it is and not once for each component).
 */
export function combinedSchema(registry: Registry): Json {
  const base = structuredClone(pipelineSchema) as unknown as Json & { properties: Record<string, Json> };
  for (const slot of slots) {
    const components = registry.list(slot).map(({ component }) => component);
    base.properties[slot] = slotSchema(base.properties[slot] as Json, components);
  }
  const evaluations = registry.list('evaluation').map(({ component }) => component);
  const evaluation = base.properties.evaluation as Json;
  evaluation.items = slotSchema(evaluation.items as Json, evaluations);
  const definitions = Object.fromEntries(
    registry.list().map(({ component }) => [definitionName(component), component.schema]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'NoProp pipeline',
    ...base,
    definitions,
  };
}

/** File name of a component's own schema: `noprop/adam-w` -> `optimizer.noprop.adam-w.schema.json`. */
export function schemaFileName(component: Component): string {
  return `${definitionName(component)}.schema.json`;
}

/** A component's schema as a file of its own. */
export function componentSchema(component: Component): Json {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: component.name,
    description: component.summary,
    ...(component.schema as Json),
  };
}

function slotSchema(slot: Json, components: readonly Component[]): Json {
  const properties = slot.properties as Record<string, Json>;
  const options = components.map((component) => ({
    if: { properties: { uses: { const: component.name } }, required: ['uses'] },
    then: { properties: { with: { $ref: `#/definitions/${definitionName(component)}` } } },
  }));
  return {
    ...slot,
    properties: { ...properties, uses: { ...properties.uses, examples: components.map(({ name }) => name) } },
    // Draft-07 allows no empty list.
    ...(options.length === 0 ? {} : { allOf: options }),
  };
}

const definitionName = ({ kind, name }: Component): string => `${kind}.${name.replace('/', '.')}`;
