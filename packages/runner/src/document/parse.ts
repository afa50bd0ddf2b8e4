import type { Issue } from '@noprop/core';
import { type Document, isAlias, LineCounter, parseAllDocuments, visit, type YAMLError } from 'yaml';
import { depthIssue } from './depth';
import { rangeAt } from './position';
import { valueIssues } from './values';

/** A parsed document that knows where everything stands. */
export interface ParsedDocument {
  readonly document: Document;
  readonly lines: LineCounter;
}

const LARGEST = 1024 * 1024;

/** Parses one YAML document, refusing whatever could surprise: aliases, tags, duplicate keys, several documents. */
export function parseDocument(text: string): ParsedDocument | readonly Issue[] {
  if (Buffer.byteLength(text) > LARGEST) {
    return [{ code: 'too_large', path: '', message: `Wanted a file of at most 1 MiB, found ${Buffer.byteLength(text)} bytes.` }];
  }
  const tooDeep = depthIssue(text);
  if (tooDeep !== undefined) return [tooDeep];
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, keepSourceTokens: true, uniqueKeys: true, version: '1.2', logLevel: 'silent' });
  const documents = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  const [document] = documents;
  if (document === undefined || document.contents === null) {
    return [{ code: 'empty_file', path: '', message: 'The file is empty.', hint: 'Start from pipelines/quickstart.yaml.', range: { line: 1, column: 1 } }];
  }
  if (documents.length > 1) {
    const range = rangeAt(lines, (documents[1] as Document.Parsed).range[0]);
    return [{ code: 'several_documents', path: '', message: `Wanted one document, found ${documents.length}.`, hint: 'Remove the "---" lines.', range }];
  }
  const problems = [...document.errors, ...document.warnings].map((error) => yamlIssue(error, lines));
  if (problems.length > 0) return problems;
  const issues = [...aliasIssues(document, lines), ...valueIssues(document, lines)];
  return issues.length > 0 ? issues : { document, lines };
}

function yamlIssue(error: YAMLError, lines: LineCounter): Issue {
  const range = rangeAt(lines, error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    return { code: 'duplicate_key', path: '', message: 'A key stands here a second time.', hint: 'Keep one of the two.', range };
  }
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return { code: 'unknown_tag', path: '', message: 'Tags are not allowed here.', hint: 'Write the value without a tag.', range };
  }
  const sentence = error.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'The YAML is not valid';
  return { code: 'yaml_syntax', path: '', message: `The YAML cannot be read: ${sentence}.`, range };
}

function aliasIssues(document: Document, lines: LineCounter): Issue[] {
  const issues: Issue[] = [];
  visit(document, {
    Node: (_key, node) => {
      if (!isAlias(node)) return;
      const range = rangeAt(lines, node.range?.[0] ?? 0);
      issues.push({ code: 'alias', path: '', message: `The alias "*${node.source}" is not allowed: aliases can blow up a small file.`, hint: 'Write the value out.', range });
    },
  });
  return issues.slice(0, 1);
}
