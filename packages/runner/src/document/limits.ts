import type { Issue } from '@noprop/core';
import { Lexer, Parser } from 'yaml';

const BYTES = 1024 * 1024;
const DEPTH = 64;
const TOKENS = 20_000;

/**
 * Refuses a text that is too large, has too many tokens or is nested too deeply, before the parser composes it: it
 * could keep the parser busy or overflow the stack. Stops reading at the first limit exceeded.
 */
export function limitIssue(text: string): Issue | undefined {
  const tooManyBytes = sizeIssue(Buffer.byteLength(text));
  if (tooManyBytes !== undefined) return tooManyBytes;
  const parser = new Parser();
  let line = 1;
  let tokens = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++tokens > TOKENS) return tooLarge(`at most ${TOKENS} tokens, got more`);
    // The height of the parser's own stack is the depth of nesting.
    Array.from(parser.next(lexeme));
    if (parser.stack.length > DEPTH) {
      const message = `Expected at most ${DEPTH} levels of nesting, got more.`;
      return { code: 'too_deep', path: '', message, range: { line, column: 1 } };
    }
    line += lexeme.split('\n').length - 1;
  }
  return undefined;
}

/** Refuses a file that is too large, before it is read. */
export function sizeIssue(bytes: number): Issue | undefined {
  return bytes > BYTES ? tooLarge(`at most ${BYTES} bytes, got ${bytes}`) : undefined;
}

const tooLarge = (limit: string): Issue => ({
  code: 'too_large',
  path: '',
  message: `Expected a pipeline of ${limit}.`,
  hint: 'A pipeline describes an experiment; keep data in separate files.',
});
