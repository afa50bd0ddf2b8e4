import { type Issue, validateBySchema } from '@noprop/core';
import { extendDocument } from './extend';
import { locateIssue, placed, placeOf } from './locate';
import { type DocumentNode, pathsOf, toPlain } from './node';
import { applyOverrides, type CreatedKey } from './overrides';
import { parseYaml } from './parse';
import { type PipelineDocument, pipelineSchema } from './pipeline.schema';

/** A document after phase one. `value` is typed by the schema; where `issues` are not empty, only parts of it are. */
export interface CheckedDocument {
  readonly value: PipelineDocument;
  readonly issues: readonly Issue[];
  /** Adds the place to an issue that knows only its path. */
  readonly locate: (issue: Issue) => Issue;
  /** Name of the base where the value at a path was written; undefined for the pipeline itself and for overrides. */
  readonly baseOf: (path: string) => string | undefined;
  /** Keys that overrides made, still to be found in a schema. */
  readonly created: readonly CreatedKey[];
  /** Every dotted path of the document, for suggestions. */
  readonly paths: readonly string[];
  /** The document before overrides, and the names of the bases that are merged into it. */
  readonly merged: { readonly root: DocumentNode; readonly bases: readonly string[] };
}

/** Phase one: syntax, bases, overrides, and the pipeline's own schema. `file` names the pipeline, `-` standard input. */
export function checkDocument(
  text: string,
  overrides: readonly string[],
  file = '-',
): CheckedDocument | { readonly issues: readonly Issue[] } {
  const parsed = parseYaml(text);
  if (parsed.root === undefined) return { issues: parsed.issues };
  const extended = extendDocument(parsed.root, file);
  const found = [...parsed.issues, ...extended.issues];
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

/** Name of the base where the value at a path was written. */
export function baseAt(root: DocumentNode, path: string): string | undefined {
  const place = placeOf(root, path);
  return 'override' in place ? undefined : place.file;
}

/** A number that was refused already need not be refused again for its type. */
function withoutBadNumbers(issues: readonly Issue[], found: readonly Issue[]): readonly Issue[] {
  const spot = ({ path, file, range }: Issue): string => JSON.stringify([path, file, range]);
  const known = new Set(found.filter(({ code }) => code === 'bad_number').map(spot));
  return issues.filter((issue) => !known.has(spot(issue)));
}

/** Bases that an override would add: they are merged already. */
function lateBases(root: DocumentNode): Issue[] {
  const entry = root.kind === 'map' ? root.entries.get('extends') : undefined;
  if (entry === undefined) return [];
  const message = 'An override cannot extend: overrides apply to what is merged already.';
  const hint = 'Write a file that extends both, or give its keys one by one.';
  return [placed({ code: 'bad_override', path: 'extends', message, hint }, entry.key)];
}
