import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { plainName } from '../../plan/plan-name';

/**
 * A path for a displayed command, the same on every machine: relative to the folder that contains the nearest
 * `pipelines` folder above the sweep, otherwise to the sweep's own folder.
 *
 * @param sweep the sweep's file name
 * @param path relative to the sweep's folder; `.` for the sweep file itself
 */
export function portablePath(sweep: string, path: string): string {
  const folder = dirname(resolve(sweep));
  const parts = folder.split(sep);
  const at = parts.lastIndexOf('pipelines');
  const base = at < 0 ? folder : parts.slice(0, at).join(sep) || sep;
  const target = path === '.' ? resolve(sweep) : join(folder, path);
  return relative(base, target).split(sep).join('/');
}

/** Name of a sweep, derived from its file name. */
export const sweepName = (file: string): string => plainName(basename(file, extname(file))) || 'sweep';
