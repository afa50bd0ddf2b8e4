import type { Range } from '@noprop/core';
import { type Document, isMap, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

/** 1-based line and column of a character offset. */
export function rangeAt(lines: LineCounter, offset: number): Range {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/**
 * Where a dotted path stands: at its value, or with `key` at its key; the nearest parent that exists
 * where it is missing.
 */
export function positionOf(document: Document, lines: LineCounter, path: readonly string[], at: 'key' | 'value'): Range {
  let node: unknown = document.contents;
  let place = offsetOf(node) ?? 0;
  for (const [index, part] of path.entries()) {
    const last = index === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === part);
      if (pair === undefined || !isPair(pair)) break;
      node = pair.value;
      const key = offsetOf(pair.key);
      place = (last && at === 'key' ? key : (offsetOf(node) ?? key)) ?? place;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) break;
      node = item;
      place = offsetOf(node) ?? place;
    } else break;
  }
  return rangeAt(lines, place);
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
