import { type Issue, NopropError, type Plugin, Registry } from '@noprop/core';
import { loadPlugin } from '../document/plugins';
import type { PlanData } from './plan';

export interface LoadedRegistry {
  readonly registry: Registry;
  readonly plugins: PlanData['plugins'];
  readonly issues: readonly Issue[];
}

/** The built-ins and the declared plugins; a plugin that cannot be loaded becomes an issue at its place in the list. */
export function loadRegistry(names: readonly unknown[], folder: string, builtIns: readonly Plugin[]): LoadedRegistry {
  const registry = names.length === 0 ? plainRegistry(builtIns) : new Registry(builtIns);
  const plugins: { name: string; version: string }[] = [];
  const issues: Issue[] = [];
  for (const [i, name] of names.entries()) {
    // Phase one has already refused it.
    if (typeof name !== 'string') continue;
    const path = `plugins.${i}`;
    if (names.indexOf(name) < i) {
      issues.push({
        code: 'duplicate_plugin',
        path,
        message: `The plugin "${name}" is declared twice.`,
        hint: 'Keep one.',
      });
      continue;
    }
    const loaded = loadPlugin(name, folder);
    if ('code' in loaded) {
      issues.push({ ...loaded, path });
      continue;
    }
    try {
      registry.register(loaded.plugin);
      plugins.push({ name: loaded.name, version: loaded.version });
    } catch (error) {
      if (!(error instanceof NopropError)) throw error;
      issues.push(...error.issues.map((issue) => ({ ...issue, path })));
    }
  }
  return { registry, plugins, issues };
}

/** The registry of the built-ins alone, cached because compiling their schemas takes longer than making a plan. */
function plainRegistry(builtIns: readonly Plugin[]): Registry {
  const registry = plainRegistries.get(builtIns) ?? new Registry(builtIns);
  plainRegistries.set(builtIns, registry);
  return registry;
}

const plainRegistries = new WeakMap<readonly Plugin[], Registry>();
