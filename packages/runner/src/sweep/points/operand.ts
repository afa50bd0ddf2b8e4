/** An override that gives an option a value. Values are JSON, which is YAML, but for words that need no quotes. */
export function operandOf(option: string, value: unknown): string {
  return `${option}=${typeof value === 'string' && isPlainWord(value) ? value : JSON.stringify(value)}`;
}

/** A text that YAML reads as itself: no number, no truth, no null, no sign of another meaning. */
function isPlainWord(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !/^(?:true|false|null)$/i.test(text);
}

/** A command line for a shell, each word quoted where it needs to be. */
export const commandLine = (words: readonly string[]): string => words.map(quoted).join(' ');

function quoted(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
