import { buildComponent, type Component, type Method, type Parts } from '@noprop/core';
import { type ToyParts, toyParts } from './toy-parts';

/** What an objective is tried with. */
export interface Trial {
  readonly options?: Readonly<Record<string, unknown>>;
  /** Parts in place of, or beside, {@link toyParts}: `toyContinuousParts` for an objective of continuous time. */
  readonly parts?: Partial<Parts>;
  /** Whether its updates draw random numbers; where none does, all keys must give the same. By default they do. */
  readonly draws?: boolean;
}

/** A trial with everything that was left out. */
export interface Setting {
  /** For the name of a suite: component, options, and which parts are not the usual ones. */
  readonly title: string;
  readonly parts: ToyParts;
  /** A method from these parts, or with some of them replaced. */
  build(replaced?: Partial<Parts>): Method;
}

export function settingOf(component: Component<'objective'>, { options = {}, parts = {} }: Trial): Setting {
  const all: ToyParts & Partial<Parts> = { ...toyParts, ...parts };
  const others = Object.keys(parts).filter((kind) => all[kind as keyof ToyParts] !== toyParts[kind as keyof ToyParts]);
  const named = others.length === 0 ? '' : `, its own ${others.join(', ')}`;
  return {
    title: `${component.name} ${JSON.stringify(options)}${named}`,
    parts: all,
    build: (replaced = {}) => buildComponent(component, options, { ...all, ...replaced }),
  };
}
