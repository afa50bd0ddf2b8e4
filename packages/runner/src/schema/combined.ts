import type { Component, Registry } from '@noprop/core';
import { type List, lists, pipelineSchema, slots } from '../document/pipeline.schema';

type Json = Record<string, unknown>;
type Properties = Record<string, Closed>;
type Closed = Json & { readonly required?: readonly string[] };

/**
 * One draft-07 schema for editors: the pipeline's own, and for each slot the options of the component that `uses`
 * names. It uses if/then, so that a mistake is reported once, at its place, and not once per component. Keys that a
 * base may provide are required only of a pipeline that extends nothing.
 */
export function combinedSchema(registry: Registry): Json {
  const { required, ...base } = structuredClone(pipelineSchema) as unknown as Closed & { properties: Properties };
  for (const slot of slots) {
    const components = registry.list(slot).map(({ component }) => component);
    base.properties[slot] = slotSchema(withoutRequired(base.properties[slot]), components);
  }
  base.properties.training = withoutRequired(base.properties.training);
  base.properties.evaluateEvery = withoutRequired(base.properties.evaluateEvery);
  for (const list of Object.keys(lists) as List[]) {
    const components = registry.list(lists[list]).map(({ component }) => component);
    const property = list.split('.').reduce<Json>((node, key) => (node.properties as Properties)[key] as Json, base);
    property.items = slotSchema(property.items as Json, components);
  }
  const definitions = Object.fromEntries(
    registry.list().map(({ component }) => [definitionName(component), component.schema]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'NoProp pipeline',
    ...base,
    if: { properties: { extends: {} }, required: ['extends'] },
    else: { required, properties: requiredInside() },
    definitions,
  };
}

/** Editor schema for a file that pipelines extend: the keys of {@link combinedSchema}, none of them required. */
export function partSchema(): Json {
  const { type, additionalProperties, properties } = pipelineSchema;
  const references = Object.keys(properties).map((key) => [key, { $ref: `pipeline.schema.json#/properties/${key}` }]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Part of a NoProp pipeline',
    type,
    additionalProperties,
    properties: Object.fromEntries(references),
  };
}

/** File name of a component's own schema: `noprop/adam-w` -> `optimizer.noprop.adam-w.schema.json`. */
export function schemaFileName(component: Component): string {
  return `${definitionName(component)}.schema.json`;
}

/** A component's schema as the content of its own file. */
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
    // Draft-07 does not allow an empty list.
    ...(options.length === 0 ? {} : { allOf: options }),
  };
}

function withoutRequired(schema: Closed | undefined): Json {
  const { required: _required, ...rest } = schema ?? {};
  return rest;
}

/** Keys required inside the maps of a pipeline that extends nothing. */
const requiredInside = (): Json =>
  Object.fromEntries(
    [...slots, 'training' as const, 'evaluateEvery' as const].map((key) => {
      const { required } = pipelineSchema.properties[key];
      // ajv's strict mode requires the type, and every required key among the properties.
      return [key, { type: 'object', required, properties: Object.fromEntries(required.map((each) => [each, {}])) }];
    }),
  );

const definitionName = ({ kind, name }: Component): string => `${kind}.${name.replace('/', '.')}`;
