import { kinds } from '@noprop/core';

/** Why a module's default export is not a plugin; undefined if it is one. */
export function pluginFault(value: unknown): string | undefined {
  if (!isRecord(value)) return 'it has no default export with a name and components';
  if (typeof value.name !== 'string') return 'its default export has no name';
  if (!Array.isArray(value.components)) return 'its default export has no list of components';
  for (const [i, component] of (value.components as readonly unknown[]).entries()) {
    const fault = componentFault(component);
    if (fault !== undefined) return `components[${i}] ${fault}`;
  }
  return undefined;
}

function componentFault(component: unknown): string | undefined {
  if (!isRecord(component)) return 'is not a component';
  const { kind, name, summary, needs, schema, build } = component;
  const isKind = (each: unknown): boolean => (kinds as readonly unknown[]).includes(each);
  if (!isKind(kind)) return `has an unknown kind (known: ${kinds.join(', ')})`;
  if (typeof name !== 'string') return 'has no name';
  if (typeof summary !== 'string') return 'has no summary';
  if (!Array.isArray(needs) || !needs.every(isKind)) return 'has no list of the kinds it needs';
  if (!isRecord(schema)) return 'has no schema';
  return typeof build === 'function' ? undefined : 'has no build function';
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
