import { resolve } from 'node:path';
import type { Component } from '@noprop/core';

/** Folder that a relative path at a dotted path of the document is taken from: that of the file where it is written. */
export type FolderOf = (path: string) => string;

/** Options with those that the component's schema marks as paths made absolute. */
export function resolvePaths(
  component: Component,
  options: Readonly<Record<string, unknown>>,
  folderOf: (key: string) => string,
): Record<string, unknown> {
  const properties = (component.schema.properties ?? {}) as Record<string, { 'x-path'?: boolean }>;
  const resolved = Object.entries(options).map(([key, value]) => [
    key,
    properties[key]?.['x-path'] === true && typeof value === 'string' ? resolve(folderOf(key), value) : value,
  ]);
  return Object.fromEntries(resolved) as Record<string, unknown>;
}
