import type { Issue } from '@noprop/core';
import { type Document, LineCounter, parseAllDocuments, type YAMLError } from 'yaml';
import { convert, type PlacedIssue, type PlaceOf } from './convert';
import { limitIssue } from './limits';
import { placed } from './locate';
import type { DocumentNode, Position } from './node';

/** A parsed text: its tree, unless it could not be parsed, and its issues. */
export interface Parsed {
  readonly root?: DocumentNode;
  readonly issues: readonly Issue[];
}

/** Where a text comes from: the pipeline itself, a base with this name, or the value of an override. */
export type Origin = { readonly file?: string } | { readonly override: string };

/** Most syntax errors reported at once; further ones usually follow from these. */
const SHOWN = 10;

/**
 * Parses one YAML 1.2 document with the core schema, without aliases and other features that could surprise.
 *
 * @param from where the text comes from; an override is itself the place of every value in it
 */
export function parseYaml(text: string, from: Origin = {}): Parsed {
  const limit = limitIssue(text);
  if (limit !== undefined) return { issues: ['override' in from ? placed(limit, from) : { ...limit, ...from }] };
  const lines = new LineCounter();
  const placeOf: PlaceOf = (offset) => ('override' in from ? from : { ...from, ...rangeOf(lines, offset) });
  const documents = parse(text, lines);
  const [first, second] = documents;
  if (first === undefined) return nothing(from);
  if (second !== undefined) {
    const message = `Expected one document, got ${documents.length}.`;
    const issue = { code: 'several_documents', path: '', message, hint: 'Keep one, and remove the "---" lines.' };
    return { issues: [placed(issue, placeOf(second.range[0]))] };
  }
  const syntax = syntaxIssues(first, placeOf);
  if (syntax.length > 0) return { issues: syntax.map((issue) => placed(issue, issue.place)) };
  const { root, issues } = convert(first.contents, placeOf);
  // An alias bomb has thousands of aliases; report the first and stop.
  const alias = issues.find(({ code }) => code === 'alias');
  if (alias !== undefined) return { issues: [placed(alias, alias.place)] };
  if (root.kind === 'scalar' && root.value === null) return nothing(from);
  return { root, issues: issues.map((issue) => placed(issue, issue.place)) };
}

function parse(text: string, lineCounter: LineCounter): readonly Document.Parsed[] {
  // convert.ts finds duplicate keys, because the parser compares every pair of keys.
  const options = { lineCounter, version: '1.2', schema: 'core', uniqueKeys: false, resolveKnownTags: false } as const;
  const parsed = parseAllDocuments(text, { ...options, prettyErrors: false, logLevel: 'silent' });
  return Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
}

function syntaxIssues(document: Document.Parsed, placeOf: PlaceOf): PlacedIssue[] {
  const { yaml } = document.directives;
  const all = [...document.errors, ...document.warnings].map((error) => syntaxIssue(error, placeOf));
  // Several brackets left open in one place are one mistake.
  const issues = [...new Map(all.map((issue) => [JSON.stringify(issue), issue])).values()].slice(0, SHOWN);
  if (yaml.explicit === true && yaml.version !== '1.2') {
    const message = `Expected YAML 1.2, got the directive %YAML ${yaml.version}.`;
    issues.push({ code: 'yaml_version', path: '', message, hint: 'Remove the directive.', place: placeOf(0) });
  }
  return issues;
}

function syntaxIssue({ code, message, pos }: YAMLError, placeOf: PlaceOf): PlacedIssue {
  const place = placeOf(pos[0]);
  if (code === 'TAG_RESOLVE_FAILED') {
    const tag = 'A tag such as "!name" is not allowed here.';
    return { code: 'unknown_tag', path: '', message: tag, hint: 'Write the value without a tag.', place };
  }
  const sentence = (message.split('\n')[0] as string).replace(/\.$/, '');
  const hint = 'Indent by two spaces per level, write "key: value", and quote text with special characters.';
  return { code: 'yaml_syntax', path: '', message: `Invalid YAML: ${sentence}.`, hint, place };
}

/** An empty file is an issue; an empty override value is null. */
function nothing(from: Origin): Parsed {
  if ('override' in from) return { root: { kind: 'scalar', value: null, place: from }, issues: [] };
  return { issues: [placed(empty, { ...from, line: 1, column: 1 })] };
}

const empty: Issue = {
  code: 'empty_file',
  path: '',
  message: 'The file is empty.',
  hint: 'Start from pipelines/quickstart.yaml.',
};

function rangeOf(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
