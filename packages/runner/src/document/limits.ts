import type { Issue } from '@noprop/core';
import { Lexer, Parser } from 'yaml';

const BYTES = 1024 * 1024;
const DEPTH = 64;
const TOKENS = 20_000;

/**
 * Refuses a text that would keep the parser busy or make it recurse deeply, before it is composed: by size, by number of
 * tokens, by nesting. It reads no further than the first excess.
 */
export function limitIssue(text: string): Issue | undefined {
  const tooManyBytes = sizeIssue(Buffer.byteLength(text));
  if (tooManyBytes !== undefined) return tooManyBytes;
  const parser = new Parser();
  let line = 1;
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++tokens > TOKENS) return tooLarge(`at most ${TOKENS} tokens, found more`);
    // The parser builds its tree on a stack of its own, so its height is the nesting.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > DEPTH) {
      const message = `Wanted at most ${DEPTH} levels of nesting, found more.`;
      return { code: 'too_deep', path: '', message, range: { line, column: 1 } };
    }
    line += lexeme.split('\n').length - 1;
  }
  return undefined;
}

/** Refuses a file of so many bytes, before it is read. */
export function sizeIssue(bytes: number): Issue | undefined {
  return bytes > BYTES ? tooLarge(`at most ${BYTES} bytes, found ${bytes}`) : undefined;
}

const tooLarge = (found: string): Issue => ({
  code: 'too_large',
  path: '',
  message: `Wanted a pipeline of ${found}.`,
  hint: 'A pipeline describes an experiment; keep data in files of their own.',
});
