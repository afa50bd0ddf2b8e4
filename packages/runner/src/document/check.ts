import { type Issue, validateBySchema } from '@noprop/core';
import { applyOverrides, type Overridden } from './overrides';
import { type ParsedDocument, parseDocument } from './parse';
import { type PipelineDocument, pipelineSchema } from './pipeline.schema';
import { positionOf } from './position';

/** A document after phase one. `value` is typed by the schema; where `issues` are not empty, only parts of it are. */
export interface CheckedDocument {
  readonly value: PipelineDocument;
  readonly issues: readonly Issue[];
  /** Adds the place to an issue that knows only its path. */
  readonly locate: (issue: Issue) => Issue;
}

/** Phase one: syntax, overrides, and the pipeline's own schema. */
export function checkDocument(text: string, overrides: readonly string[]): CheckedDocument | { readonly issues: readonly Issue[] } {
  const parsed = parseDocument(text);
  if (!('document' in parsed)) return { issues: parsed };
  const { overridden, issues: overrideIssues } = applyOverrides(parsed.document, overrides);
  const locate = locator(parsed, overridden);
  const value = parsed.document.toJS({ maxAliasCount: 0 }) as PipelineDocument;
  const schemaIssues = validateBySchema(pipelineSchema, value).map(locate);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { issues: [...overrideIssues, ...schemaIssues] };
  return { value, issues: [...overrideIssues, ...schemaIssues], locate };
}

/** Keys are shown at the key, values at the value; what an override wrote is shown as the override. */
function locator({ document, lines }: ParsedDocument, overridden: Overridden): (issue: Issue) => Issue {
  return (issue) => {
    if (issue.range !== undefined || issue.file !== undefined) return issue;
    const path = issue.path === '' ? [] : issue.path.split('.');
    for (let length = path.length; length > 0; length--) {
      const operand = overridden.get(path.slice(0, length).join('.'));
      if (operand !== undefined) return { ...issue, file: `override ${operand}` };
    }
    const at = issue.code === 'unknown_key' || issue.code === 'unused_slot' ? 'key' : 'value';
    return { ...issue, range: positionOf(document, lines, path, at) };
  };
}
