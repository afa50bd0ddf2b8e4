import type { Issue } from '@noprop/core';

const DEEPEST = 64;

/**
 * Refuses deep nesting before the parser recurses into it: flow brackets are counted outside quotes
 * and comments, block nesting by indentation and by dashes in a row.
 */
export function depthIssue(text: string): Issue | undefined {
  const lines = text.split('\n');
  let flow = 0;
  for (const [index, line] of lines.entries()) {
    const block = Math.max(/^(?:- ?)*/.exec(line.trimStart())?.[0].replace(/ /g, '').length ?? 0, 0);
    flow += bracketsIn(line);
    if (flow <= DEEPEST && block <= DEEPEST && line.length - line.trimStart().length <= 4 * DEEPEST) continue;
    return {
      code: 'too_deep',
      path: '',
      message: `Wanted at most ${DEEPEST} levels of nesting, found more.`,
      range: { line: index + 1, column: 1 },
    };
  }
  return undefined;
}

/** Brackets that a line leaves open, less those it closes. */
function bracketsIn(line: string): number {
  const bare = line.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '').replace(/(^|\s)#.*/, '');
  let open = 0;
  for (const character of bare) {
    if (character === '[' || character === '{') open++;
    if (character === ']' || character === '}') open--;
  }
  return open;
}
