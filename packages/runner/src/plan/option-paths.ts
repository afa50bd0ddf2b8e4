import { resolve } from 'node:path';
import type { Component } from '@noprop/core';

/** Folder that a relative path option, at a dotted path of the document, is relative to: that of the file it is in. */
export type FolderOf = (path: string) => string;

/** The options, with those that the component's schema marks as paths made absolute. */
export function resolvePaths(
  component: Component,
  options: Readonly<Record<string, unknown>>,
  folderOf: (key: string) => string,
): Record<string, unknown> {
  const resolved = Object.entries(options).map(([key, value]) => [
    key,
    isPath(component, key) && typeof value === 'string' ? resolve(folderOf(key), value) : value,
  ]);
  return Object.fromEntries(resolved) as Record<string, unknown>;
}

/** The options without those that the component's schema marks as paths, because paths differ between machines. */
export function withoutPaths(
  component: Component,
  options: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !isPath(component, key)));
}

/** Options that are paths, as written. */
export function writtenPaths(
  component: Component,
  options: Readonly<Record<string, unknown>>,
): readonly (readonly [key: string, written: string])[] {
  return Object.entries(options).flatMap(([key, value]) =>
    isPath(component, key) && typeof value === 'string' ? [[key, value] as const] : [],
  );
}

function isPath({ schema }: Component, key: string): boolean {
  const properties = (schema.properties ?? {}) as Readonly<Record<string, { readonly 'x-path'?: boolean }>>;
  return properties[key]?.['x-path'] === true;
}
