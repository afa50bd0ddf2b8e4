import { existsSync } from 'node:fs';

/** A file, and which of its images an operand names. */
export interface ImageOperand {
  readonly file: string;
  /** From `begin` to before `end`; without a slice, the whole file. */
  readonly slice?: { readonly begin: number; readonly end?: number };
}

/** `digits.png`, `images.gz[3]`, `images.gz[0:10]`, `images.gz[:10]`, `images.gz[5:]`; images count from 0. */
export function parseOperand(operand: string): ImageOperand {
  const [, file, one, begin, colon, end] = SUFFIX.exec(operand) ?? [];
  // If the name of an existing file looks like a slice, the operand means the whole file.
  if (file === undefined || existsSync(operand)) return { file: operand };
  if (one !== undefined) return { file, slice: { begin: Number(one), end: Number(one) + 1 } };
  if (colon === undefined) return { file: operand };
  return { file, slice: { begin: Number(begin || '0'), ...(end ? { end: Number(end) } : {}) } };
}

const SUFFIX = /^(.+)\[(?:(\d{1,9})|(\d{0,9})(:)(\d{0,9}))\]$/;
