import type { Issue } from '@noprop/core';
import { type Document, isScalar, type LineCounter, visit } from 'yaml';
import { rangeAt } from './position';

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys and numbers that a plan must not hold. */
export function valueIssues(document: Document, lines: LineCounter): Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Pair: (_key, { key }) => {
      const range = rangeAt(lines, (key as { range?: [number] } | null)?.range?.[0] ?? 0);
      if (!isScalar(key) || typeof key.value !== 'string') {
        issues.push({ code: 'bad_key', path: '', message: 'Keys must be plain strings.', hint: 'Put the key in quotes.', range });
      } else if (FORBIDDEN_KEYS.has(key.value)) {
        issues.push({ code: 'bad_key', path: '', message: `The key "${key.value}" is not allowed.`, range });
      }
    },
    Scalar: (_key, { value, range, source }) => {
      if (typeof value !== 'number' || (Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)))) return;
      const shown = (source ?? String(value)).slice(0, 40);
      issues.push({
        code: 'bad_number',
        path: '',
        message: `The number ${shown} cannot be held exactly.`,
        hint: 'Use a finite number below 2^53.',
        range: rangeAt(lines, range?.[0] ?? 0),
      });
    },
  });
  return issues;
}

/** True for a key that must never be set, e.g. by an override. */
export const isForbiddenKey = (key: string): boolean => FORBIDDEN_KEYS.has(key);
