import { buildComponent, type Component, type Method, type Parts } from '@noprop/core';
import { type ToyParts, toyParts } from './toy-parts';

/** Options and parts with which the laws of an objective are checked. */
export interface LawCase {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Parts that replace or extend {@link toyParts}: `toyContinuousParts` for a continuous-time objective. */
  readonly parts?: Partial<Parts>;
  /** Whether its updates draw random numbers (the default); if not, all keys must give the same results. */
  readonly draws?: boolean;
}

/** A case with its defaults filled in. */
export interface Setting {
  /** For suite names: component, options, and the kinds of parts that are not the default ones. */
  readonly title: string;
  readonly parts: ToyParts;
  /** Builds a method from these parts, some of them replaced if given. */
  build(replaced?: Partial<Parts>): Method;
}

export function settingOf(component: Component<'objective'>, { options = {}, parts = {} }: LawCase): Setting {
  const all: ToyParts & Partial<Parts> = { ...toyParts, ...parts };
  const others = Object.keys(parts).filter((kind) => all[kind as keyof ToyParts] !== toyParts[kind as keyof ToyParts]);
  const named = others.length === 0 ? '' : `, custom ${others.join(', ')}`;
  return {
    title: `${component.name} ${JSON.stringify(options)}${named}`,
    parts: all,
    build: (replaced = {}) => buildComponent(component, options, { ...all, ...replaced }),
  };
}
