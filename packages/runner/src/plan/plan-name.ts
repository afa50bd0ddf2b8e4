import { basename, extname, resolve } from 'node:path';

/** Default name of a pipeline, from its file: `pipelines/table-1/mnist/noprop-dt.yaml` -> `table-1-mnist-noprop-dt`. */
export function planName(file: string): string {
  if (file === '-') return 'stdin';
  const segments = resolve(file).split(/[\\/]/);
  const root = segments.lastIndexOf('pipelines');
  const named = root >= 0 ? segments.slice(root + 1) : [basename(file)];
  return plainName(named.join('-').slice(0, -extname(file).length || undefined)) || 'pipeline';
}

/** A text as a folder name; empty if none of its characters is allowed. */
export function plainName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return plain.slice(0, 100);
}
