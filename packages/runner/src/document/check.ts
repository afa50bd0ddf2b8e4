import { type Issue, validateBySchema } from '@noprop/core';
import { withCurrentKeys } from './current-keys';
import { extendDocument } from './extend';
import { locateIssue, placed, placeOf } from './locate';
import { type DocumentNode, pathsOf, toPlain } from './node';
import { applyOverrides, type CreatedKey } from './overrides';
import { parseYaml } from './parse';
import { type PipelineDocument, pipelineSchema } from './pipeline.schema';

/** A document after phase one. `value` matches its type only if `issues` is empty. */
export interface CheckedDocument {
  readonly value: PipelineDocument;
  readonly issues: readonly Issue[];
  /** Adds the place to an issue that has only a path. */
  readonly locate: (issue: Issue) => Issue;
  /** Name of the base that the value at a path comes from; undefined for the pipeline itself and for overrides. */
  readonly baseOf: (path: string) => string | undefined;
  /** Keys that overrides created; a schema must have them. */
  readonly created: readonly CreatedKey[];
  /** Every dotted path of the document, for suggestions. */
  readonly paths: readonly string[];
  /** The document before overrides, and the names of the bases merged into it. */
  readonly merged: { readonly root: DocumentNode; readonly bases: readonly string[] };
}

/**
 * Phase one: parses the text, merges its bases, applies overrides and validates against the pipeline's own schema.
 *
 * @param file the pipeline's name, `-` for standard input
 */
export function checkDocument(
  text: string,
  overrides: readonly string[],
  file = '-',
): CheckedDocument | { readonly issues: readonly Issue[] } {
  const parsed = parseYaml(text);
  if (parsed.root === undefined) return { issues: parsed.issues };
  const current = withCurrentKeys(parsed.root);
  const extended = extendDocument(current.root, file);
  const found = [...parsed.issues, ...current.issues, ...extended.issues];
  if (extended.root === undefined) return { issues: found };
  const isMap = extended.root.kind === 'map';
  const { root, created, issues } = applyOverrides(extended.root, isMap ? overrides : []);
  const locate = (issue: Issue): Issue => locateIssue(root, issue);
  const value = toPlain(root);
  const schemaIssues = validateBySchema(pipelineSchema, value).map(locate);
  const all = [...found, ...issues, ...lateBases(root), ...withoutBadNumbers(schemaIssues, found)];
  if (!isMap) return { issues: all };
  return {
    value: value as PipelineDocument,
    issues: all,
    locate,
    baseOf: (path) => baseAt(root, path),
    created,
    paths: pathsOf(root),
    merged: { root: extended.root, bases: extended.bases },
  };
}

/** Name of the base that the value at a path comes from; undefined for the pipeline itself and for overrides. */
export function baseAt(root: DocumentNode, path: string): string | undefined {
  const place = placeOf(root, path);
  return 'override' in place ? undefined : place.file;
}

/** Does not report a type error for a number already rejected. */
function withoutBadNumbers(issues: readonly Issue[], found: readonly Issue[]): readonly Issue[] {
  const spot = ({ path, file, range }: Issue): string => JSON.stringify([path, file, range]);
  const known = new Set(found.filter(({ code }) => code === 'bad_number').map(spot));
  return issues.filter((issue) => !known.has(spot(issue)));
}

/** Refuses an override of `extends`: the bases are already merged. */
function lateBases(root: DocumentNode): Issue[] {
  const entry = root.kind === 'map' ? root.entries.get('extends') : undefined;
  if (entry === undefined) return [];
  const message = 'An override cannot set "extends": overrides apply after the files are merged.';
  const hint = 'Write a pipeline that extends both files, or override the keys one by one.';
  return [placed({ code: 'bad_override', path: 'extends', message, hint }, entry.key)];
}
