import { resolve } from 'node:path';
import { type Issue, validateBySchema } from '@noprop/core';
import { baseBudget } from './base-budget';
import { withCurrentKeys } from './current-keys';
import { locateIssue, placed, placeOf } from './locate';
import { mergePipelines } from './merge';
import { type DocumentNode, type MapNode, toPlain } from './node';
import { pipelineSchema } from './pipeline.schema';
import { baseName, readBase } from './read-base';

/** A pipeline merged with the files it extends. */
export interface Extended {
  /** Without `extends`; undefined if a base could not be loaded, because missing keys are unknown then. */
  readonly root?: DocumentNode;
  readonly issues: readonly Issue[];
  /** Names of the bases, each after the ones it extends. */
  readonly bases: readonly string[];
}

const LEVELS = 16;
const FILES = 64;

/**
 * Merges a pipeline over the files it extends, and those over the files they extend. Every value in the result keeps
 * the file it was written in.
 *
 * @param file the pipeline's name; `-` for standard input, whose bases are relative to the working folder
 */
export function extendDocument(document: DocumentNode, file: string): Extended {
  const issues: Issue[] = [];
  const merged = new Map<string, MapNode>();
  const budget = baseBudget();
  let isWhole = true;
  const fail = (...problems: readonly Issue[]): undefined => {
    issues.push(...problems);
    isWhole = false;
  };

  /** @param chain names of the files from the pipeline to this one */
  const extend = (root: MapNode, chain: readonly string[]): MapNode => {
    const entry = root.entries.get('extends');
    if (entry === undefined) return root;
    const own = { ...root, entries: new Map([...root.entries].filter(([key]) => key !== 'extends')) };
    const given = toPlain(entry.value);
    const wrong = validateBySchema(schema, { extends: given });
    if (wrong.length > 0) {
      fail(...wrong.map((issue) => locateIssue(root, issue)));
      return own;
    }
    const named = typeof given === 'string' ? [['extends', given]] : pathsOf(given as readonly string[]);
    const bases = named.flatMap(([at, path]) => load(path as string, root, at as string, chain) ?? []);
    return isWhole ? [...bases, own].reduce(mergePipelines) : own;
  };

  const load = (path: string, from: MapNode, at: string, chain: readonly string[]): MapNode | undefined => {
    const refuse = (issue: Issue): undefined => fail(placed({ ...issue, path: at }, placeOf(from, at)));
    const name = baseName(path, chain.at(-1) as string);
    // Report an exceeded budget once, and read or merge nothing after it.
    const base = budget.isSpent() ? undefined : (merged.get(resolve(name)) ?? loadNew(path, name, chain, refuse));
    if (base === undefined || budget.isSpent()) return undefined;
    const tooMuch = budget.takeValues(base);
    return tooMuch === undefined ? base : refuse(tooMuch);
  };

  const loadNew = (path: string, name: string, chain: readonly string[], refuse: (issue: Issue) => undefined) => {
    const start = chain.findIndex((each) => resolve(each) === resolve(name));
    if (start >= 0) return refuse(circle([...chain.slice(start), name]));
    if (chain.length > LEVELS)
      return refuse(tooMany(`${LEVELS} levels of extends`, 'List the files in one "extends" instead of nesting them.'));
    if (merged.size + chain.length > FILES) return refuse(tooMany(`${FILES} extended files`, 'Combine some of them.'));
    const read = readBase(path, name, budget);
    if ('unreadable' in read) return refuse(read.unreadable);
    if (read.root?.kind !== 'map') return fail(...read.issues, ...(read.root === undefined ? [] : notAMap(read.root)));
    const { root, issues: twice } = withCurrentKeys(read.root);
    issues.push(...read.issues, ...twice);
    const whole = extend(root, [...chain, name]);
    merged.set(resolve(name), whole);
    bases.push(name);
    return whole;
  };

  const bases: string[] = [];
  const root = document.kind === 'map' ? extend(document, [file]) : document;
  return { ...(isWhole ? { root } : {}), issues, bases };
}

const schema = { type: 'object', properties: { extends: pipelineSchema.properties.extends } } as const;

const pathsOf = (list: readonly string[]) => list.map((path, i) => [`extends.${i}`, path] as const);

const notAMap = (root: DocumentNode): Issue[] =>
  validateBySchema({ type: 'object' }, toPlain(root)).map((issue) => locateIssue(root, issue));

const tooMany = (expected: string, hint: string): Issue => ({
  code: 'too_many_bases',
  path: '',
  message: `Expected at most ${expected}, got more.`,
  hint,
});

const circle = (chain: readonly string[]): Issue => ({
  code: 'extends_circle',
  path: '',
  message: `These files extend each other in a circle: ${chain.join(' -> ')}.`,
  hint: 'Remove one of these references.',
});
