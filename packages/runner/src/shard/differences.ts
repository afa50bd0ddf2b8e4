import { canonicalJson } from '@noprop/store';

/**
 * Where two JSON values differ, as `path: this, not that`, skipping the paths in `ignored`. Empty if they are equal.
 */
export function differences(a: unknown, b: unknown, ignored: readonly string[] = []): readonly string[] {
  return compared(a, b, [], new Set(ignored));
}

function compared(a: unknown, b: unknown, at: readonly string[], ignored: ReadonlySet<string>): readonly string[] {
  if (ignored.has(at.join('.'))) return [];
  if (isBranch(a) && isBranch(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => compared(valueAt(a, key), valueAt(b, key), [...at, key], ignored));
  }
  const [left, right] = [shown(a), shown(b)];
  return left === right ? [] : [`${at.join('.')}: ${left}, not ${right}`];
}

type Branch = Readonly<Record<string, unknown>>;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

const valueAt = (branch: Branch, key: string): unknown => (Object.hasOwn(branch, key) ? branch[key] : undefined);

const shown = (value: unknown): string => (value === undefined ? 'nothing' : canonicalJson(value));
