/**
 * Hides paths of a machine: `dataset.with.folder=/home/me/mnist` -> `dataset.with.folder=<path>`. Names of components
 * (`noprop/one-hot`) and files without a folder stay as they are.
 */
export function withoutPaths(text: string): string {
  return text.replace(PATH, '$1<path>');
}

/** A path at the start of a word: `/x`, `~/x`, `./x`, `../x`, `C:\x`, `file://x`. */
const PATH = /(^|[\s"'`=:,([{])(?:~?\/|\.{1,2}[\\/]|[A-Za-z]:[\\/]|file:\/\/)[^\s"'`,)\]}]+/g;
