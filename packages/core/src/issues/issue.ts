/** A place in a document, 1-based. */
export interface Range {
  readonly line: number;
  readonly column: number;
}

/** A problem with a document or a request: data, rendered in one place by {@link renderIssue}. */
export interface Issue {
  /** Stable name, e.g. `unknown_component`. */
  readonly code: string;
  /** Dotted path into the document, e.g. `objective.with.eta`; empty for the whole. */
  readonly path: string;
  /** A sentence that states the fact: what was wanted and what was found. */
  readonly message: string;
  /** A sentence that says what to do. */
  readonly hint?: string;
  readonly file?: string;
  readonly range?: Range;
}
