import type { Component } from './component';

/** A package's components. Built-in and third-party packages register in the same way. */
export interface Plugin {
  /** Package name, used in messages. */
  readonly name: string;
  readonly components: readonly Component[];
}

/** Declares a package's components; `export default definePlugin({ name, components })`. */
export function definePlugin(plugin: Plugin): Plugin {
  return Object.freeze({ name: plugin.name, components: Object.freeze([...plugin.components]) });
}
