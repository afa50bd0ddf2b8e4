import { homedir } from 'node:os';

/**
 * A reason as it may stand in a record: the same wherever the working folder lies, and telling nothing of the machine.
 * Paths inside the working folder are relative to it, those inside the home folder begin with `~`, and of others the last
 * two parts are left: `/data/shared/mnist/train` -> `.../mnist/train`. A text that is portable stays as it is.
 */
export function portableReason(reason: string, folder = process.cwd(), home = homedir()): string {
  const roots = [
    { root: folder, inside: '', itself: '.' },
    { root: home, inside: '~/', itself: '~' },
  ];
  // The longer one first, for one may lie inside the other.
  const sorted = roots.filter(({ root }) => root.length > 1).sort((a, b) => b.root.length - a.root.length);
  const text = sorted.reduce(
    (each, { root, inside, itself }) =>
      each.replace(startOf(root), (_, slash: string) => (slash === '' ? itself : inside)),
    reason.replace(/\bfile:\/\/(?=\/)/g, ''),
  );
  return text.replace(ABSOLUTE, lastParts);
}

/** Before a path; not a colon's own `//` of an address, which no path follows. */
const BEFORE = '(?<=^|[\\s"\'`=:,;([{<])';
const ABSOLUTE = new RegExp(`${BEFORE}/[^/\\s"'\`,;()\\]}<>][^\\s"'\`,;()\\]}<>]*`, 'g');

/** A folder at the start of a path, or alone; `/a/b` does not begin `/a/bc` or `/a/b.c`. */
function startOf(folder: string): RegExp {
  const literal = folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${BEFORE}${literal}(/|(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}]))`, 'gu');
}

function lastParts(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.length > 2 ? `.../${parts.slice(-2).join('/')}` : path;
}
