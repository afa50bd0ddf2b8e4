import { basename, extname, resolve } from 'node:path';

/** The name that a pipeline has by its file: `pipelines/table-1/mnist/noprop-dt.yaml` -> `table-1-mnist-noprop-dt`. */
export function planName(file: string): string {
  if (file === '-') return 'stdin';
  const parts = resolve(file).split(/[\\/]/);
  const root = parts.lastIndexOf('pipelines');
  const named = root >= 0 ? parts.slice(root + 1) : [basename(file)];
  return plainName(named.join('-').slice(0, -extname(file).length || undefined)) || 'pipeline';
}

/** A text as a name of folders; empty where nothing of it can be kept. */
export function plainName(text: string): string {
  const plain = text.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return plain.slice(0, 100);
}
