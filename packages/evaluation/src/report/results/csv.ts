/**
 * Rows as CSV (RFC 4180): fields with commas, quotes or line ends are quoted, quotes doubled, lines ended by CRLF.
 * A spreadsheet takes a field that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula; such a text gets
 * an apostrophe in front, so that a name or a reason computes nothing. Numbers stay as they are.
 */
export function csv(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

function field(value: string | number | undefined): string {
  const text = typeof value === 'string' && isFormula(value) ? `'${value}` : String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const isFormula = (text: string): boolean => /^[=+\-@\t\r\n]/.test(text) && !NUMBER.test(text);

/** Numbers such as `-0.5` and `+1e-3`, which reach us as text if they are options of a matrix. */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
