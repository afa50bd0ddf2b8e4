import { existsSync, readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type { Issue, Plugin } from '@noprop/core';
import { pluginFault } from './plugin-fault';

/** A loaded plugin package that a pipeline declares. */
export interface LoadedPlugin {
  readonly name: string;
  readonly version: string;
  readonly plugin: Plugin;
}

const PACKAGE_NAME = /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*$/;

/** Loads a declared plugin from the packages installed next to the pipeline, or returns why it cannot. */
export function loadPlugin(name: string, folder: string): LoadedPlugin | Issue {
  const issue = (code: string, message: string, hint: string): Issue => ({ code, path: '', message, hint });
  if (!PACKAGE_NAME.test(name) || name.length > 214 || isBuiltin(name)) {
    const hint = 'Plugins must be installed packages, not paths, URLs or built-in modules.';
    return issue('bad_plugin_name', `"${name}" is not a package name.`, hint);
  }
  const manifest = findManifest(name, folder);
  if (manifest === undefined) {
    const message = `The plugin "${name}" is not installed next to the pipeline.`;
    return issue('plugin_not_found', message, `Run "npm install ${name}" in ${folder}.`);
  }
  let plugin: unknown;
  let version: unknown;
  try {
    plugin = defaultExport(createRequire(join(folder, 'pipeline.yaml'))(name));
    version = (JSON.parse(readFileSync(manifest, 'utf8')) as { version?: unknown }).version;
  } catch (error) {
    const message = `The plugin "${name}" failed to load: ${firstLine(error)}.`;
    return issue('plugin_crashed', message, 'Ask its author, or remove it from "plugins".');
  }
  const fault = pluginFault(plugin);
  if (fault !== undefined) {
    const hint = 'Its main module must have: export default definePlugin({ name, components }).';
    return issue('plugin_invalid', `The package "${name}" is not a plugin: ${fault}.`, hint);
  }
  return { name, version: typeof version === 'string' ? version : 'none', plugin: plugin as Plugin };
}

/** Path of the package.json of an installed package, looked up in node_modules without running any code. */
function findManifest(name: string, folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const manifest = join(at, 'node_modules', name, 'package.json');
    if (existsSync(manifest)) return manifest;
    if (dirname(at) === at) return undefined;
  }
}

function defaultExport(loaded: unknown): unknown {
  return (loaded as { default?: unknown } | null | undefined)?.default ?? loaded;
}

function firstLine(error: unknown): string {
  const line = String(error instanceof Error ? error.message : error).split('\n')[0] as string;
  return line.replace(/\.$/, '');
}
