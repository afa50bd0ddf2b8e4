import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Issue, Plugin } from '@noprop/core';

/** A plugin package that a pipeline declares, loaded. */
export interface LoadedPlugin {
  readonly name: string;
  readonly version: string;
  readonly plugin: Plugin;
}

const PACKAGE_NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** Loads a declared plugin from the packages installed beside the pipeline; the issue says why it cannot be. */
export function loadPlugin(name: string, folder: string): LoadedPlugin | Issue {
  const issue = (code: string, message: string, hint: string): Issue => ({ code, path: '', message, hint });
  if (!PACKAGE_NAME.test(name)) {
    return issue(
      'bad_plugin_name',
      `"${name}" is no package name.`,
      'Plugins are installed packages: paths, addresses and built-in modules are refused.',
    );
  }
  const manifest = findManifest(name, folder);
  if (manifest === undefined) {
    return issue(
      'plugin_not_found',
      `The plugin "${name}" is not installed where the pipeline lies.`,
      `Run "npm install ${name}" in ${folder}.`,
    );
  }
  const require = createRequire(join(folder, 'pipeline.yaml'));
  let loaded: unknown;
  try {
    loaded = require(name);
  } catch (error) {
    return issue(
      'plugin_crashed',
      `The plugin "${name}" fails to load: ${firstLine(error)}.`,
      'Ask its author, or remove it from plugins.',
    );
  }
  const plugin = (loaded as { default?: unknown }).default ?? loaded;
  if (!isPlugin(plugin)) {
    return issue(
      'plugin_invalid',
      `The package "${name}" is no plugin: it has no default export with a name and components.`,
      'Its main module must read: export default definePlugin({ name, components }).',
    );
  }
  return { name, version: (require(manifest) as { version?: string }).version ?? 'none', plugin };
}

/** The package.json of an installed package, by the rules of node_modules, without running anything. */
function findManifest(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = join(at, 'node_modules', name, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(at) === at) return undefined;
  }
}

function isPlugin(value: unknown): value is Plugin {
  const plugin = value as Partial<Plugin> | null;
  return (
    typeof plugin === 'object' && plugin !== null && typeof plugin.name === 'string' && Array.isArray(plugin.components)
  );
}

const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
