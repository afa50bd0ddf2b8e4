import { type Issue, validateBySchema } from '@noprop/core';
import { locateIssue } from './locate';
import { pathsOf, toPlain } from './node';
import { applyOverrides, type CreatedKey } from './overrides';
import { parseYaml } from './parse';
import { type PipelineDocument, pipelineSchema } from './pipeline.schema';

/** A document after phase one. `value` is typed by the schema; where `issues` are not empty, only parts of it are. */
export interface CheckedDocument {
  readonly value: PipelineDocument;
  readonly issues: readonly Issue[];
  /** Adds the place to an issue that knows only its path. */
  readonly locate: (issue: Issue) => Issue;
  /** Keys that overrides made, still to be found in a schema. */
  readonly created: readonly CreatedKey[];
  /** Every dotted path of the document, for suggestions. */
  readonly paths: readonly string[];
}

/** Phase one: syntax, overrides, and the pipeline's own schema. */
export function checkDocument(
  text: string,
  overrides: readonly string[],
): CheckedDocument | { readonly issues: readonly Issue[] } {
  const parsed = parseYaml(text);
  if (parsed.root === undefined) return { issues: parsed.issues };
  const isMap = parsed.root.kind === 'map';
  const { root, created, issues } = applyOverrides(parsed.root, isMap ? overrides : []);
  const locate = (issue: Issue): Issue => locateIssue(root, issue);
  const value = toPlain(root);
  // A number that was refused already need not be refused again for its type.
  const known = new Set(parsed.issues.filter(({ code }) => code === 'bad_number').map(({ path }) => path));
  const schemaIssues = validateBySchema(pipelineSchema, value).filter(({ path }) => !known.has(path));
  const all = [...parsed.issues, ...issues, ...schemaIssues.map(locate)];
  if (!isMap) return { issues: all };
  return { value: value as PipelineDocument, issues: all, locate, created, paths: pathsOf(root) };
}
