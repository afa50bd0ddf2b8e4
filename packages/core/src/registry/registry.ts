import { type Component, type Kind, kinds } from '../contracts/component';
import type { Plugin } from '../contracts/plugin';
import { exitCodes, NopropError } from '../issues/error';
import type { Issue } from '../issues/issue';
import { didYouMean } from '../issues/render';
import { OptionsValidator } from './options';

/** A component and the package it comes from. */
export interface Registered {
  readonly component: Component;
  readonly plugin: string;
}

/** All components known to one process, by kind and name. The order of plugins does not matter. */
export class Registry {
  readonly #components = new Map<string, Registered>();
  readonly #options = new OptionsValidator();

  /** @throws NopropError `duplicate_component` naming both packages; `invalid_component` for a bad schema or name */
  constructor(plugins: readonly Plugin[] = []) {
    for (const plugin of plugins) this.register(plugin);
  }

  register(plugin: Plugin): void {
    for (const component of plugin.components) {
      const key = `${component.kind} ${component.name}`;
      const other = this.#components.get(key);
      if (other !== undefined) throw duplicate(component, [other.plugin, plugin.name]);
      const problem = nameProblem(component) ?? this.#options.check(component);
      if (problem !== undefined) throw invalid(component, plugin.name, problem);
      this.#components.set(key, { component, plugin: plugin.name });
    }
  }

  /** All components, by kind in the order of {@link kinds} and then by name. */
  list(kind?: Kind): readonly Registered[] {
    const all = [...this.#components.values()].sort(byKindAndName);
    return kind === undefined ? all : all.filter(({ component }) => component.kind === kind);
  }

  /** The component, or the issue to show at the place where its name is written. */
  find(kind: Kind, name: string): Component | Issue {
    const found = this.#components.get(`${kind} ${name}`);
    if (found !== undefined) return found.component;
    return unknownComponent(kind, name, this.list());
  }

  /** Validated options with defaults filled in, or every problem with them (paths are relative to `with`). */
  options(component: Component, given: unknown): { value: Record<string, unknown> } | { issues: readonly Issue[] } {
    return this.#options.validate(component, given ?? {});
  }
}

const NAME = /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/;

function byKindAndName({ component: a }: Registered, { component: b }: Registered): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1);
}

function nameProblem(component: Component): string | undefined {
  return NAME.test(component.name) ? undefined : 'its name must have the form <vendor>/<component> in lower case';
}

function duplicate(component: Component, plugins: readonly [string, string]): NopropError {
  const [first, second] = [...plugins].sort() as [string, string];
  const [by, hint] =
    first === second
      ? [first, 'List each component only once.']
      : [`${first} and ${second}`, 'Remove one of the plugins, or ask an author to use a different vendor prefix.'];
  return new NopropError(
    {
      code: 'duplicate_component',
      path: '',
      message: `The ${component.kind} "${component.name}" is declared twice, by ${by}.`,
      hint,
    },
    exitCodes.usage,
  );
}

function invalid(component: Component, plugin: string, problem: string): NopropError {
  return new NopropError(
    {
      code: 'invalid_component',
      path: '',
      message: `${plugin} declares ${component.kind} "${component.name}", but ${problem}.`,
    },
    exitCodes.usage,
  );
}

function unknownComponent(kind: Kind, name: string, all: readonly Registered[]): Issue {
  const names = all.filter(({ component }) => component.kind === kind).map(({ component }) => component.name);
  const elsewhere = all.find(({ component }) => component.name === name)?.component.kind;
  const hint =
    elsewhere !== undefined
      ? `It is a component of kind ${elsewhere}.`
      : (didYouMean(name, names) ?? `Known: ${names.join(', ') || 'none'}.`);
  return { code: 'unknown_component', path: 'uses', message: `No ${kind} is named "${name}".`, hint };
}
