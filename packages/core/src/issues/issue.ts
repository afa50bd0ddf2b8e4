/** A position in a document, 1-based. */
export interface Range {
  readonly line: number;
  readonly column: number;
}

/** A problem with a document or a request: data, rendered in one place by {@link renderIssue}. */
export interface Issue {
  /** Stable identifier, e.g. `unknown_component`. */
  readonly code: string;
  /** Dotted path into the document, e.g. `objective.with.eta`; empty for the whole document. */
  readonly path: string;
  /** One sentence that states the fact: what was expected and what was given. */
  readonly message: string;
  /** One sentence on how to fix it. */
  readonly hint?: string;
  readonly file?: string;
  readonly range?: Range;
}
