/**
 * Rows as RFC 4180 has them: fields with commas, quotes or line ends in quotes, quotes doubled, lines ended by CRLF.
 * A spreadsheet takes a field that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula: an apostrophe goes
 * before such a text, so that a name or a reason computes nothing. Numbers stay as they are.
 */
export function csv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | undefined): string {
  const text = typeof value === 'string' && isFormula(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const isFormula = (text: string): boolean => /^[=+\-@\t\r\n]/.test(text) && !NUMBER.test(text);

/** `-0.5`, `+1e-3`: an option of a matrix is written as text. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
