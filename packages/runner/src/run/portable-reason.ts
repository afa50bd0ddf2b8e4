import { homedir } from 'node:os';

/**
 * Makes a reason fit for a record: independent of the working folder and free of details about the machine. Paths in
 * the working folder become relative, paths in the home folder start with `~`, and other paths keep their last two
 * segments: `/data/shared/mnist/train` -> `.../mnist/train`. Applying it twice changes nothing.
 */
export function portableReason(reason: string, folder = process.cwd(), home = homedir()): string {
  const roots = [
    { root: folder, inside: '', itself: '.' },
    { root: home, inside: '~/', itself: '~' },
  ];
  // The longer one first, because one may be inside the other.
  const sorted = roots.filter(({ root }) => root.length > 1).sort((a, b) => b.root.length - a.root.length);
  const text = sorted.reduce(
    (each, { root, inside, itself }) =>
      each.replace(startOf(root), (_, slash: string) => (slash === '' ? itself : inside)),
    reason.replace(/\bfile:\/\/(?=\/)/g, ''),
  );
  return text.replace(ABSOLUTE, lastSegments);
}

/** What may precede a path. ABSOLUTE requires a non-slash after the first slash, so `https://` does not match. */
const BEFORE = '(?<=^|[\\s"\'`=:,;([{<])';
const ABSOLUTE = new RegExp(`${BEFORE}/[^/\\s"'\`,;()\\]}<>][^\\s"'\`,;()\\]}<>]*`, 'g');

/** Matches a folder alone or at the start of a path: `/a/b` matches neither `/a/bc` nor `/a/b.c`. */
function startOf(folder: string): RegExp {
  const literal = folder.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`${BEFORE}${literal}(/|(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}]))`, 'gu');
}

function lastSegments(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.length > 2 ? `.../${segments.slice(-2).join('/')}` : path;
}
