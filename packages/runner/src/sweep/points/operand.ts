/** An override that sets an option. Values are written as JSON, which is valid YAML, except for plain words. */
export function operandOf(option: string, value: unknown): string {
  return `${option}=${typeof value === 'string' && isPlainWord(value) ? value : JSON.stringify(value)}`;
}

/** Whether YAML reads an unquoted text as that same string, not as a number, boolean, null or syntax. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
}

/** A shell command line, quoting the words that need it. */
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(' ');

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
