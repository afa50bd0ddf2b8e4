import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createPlan, type Plan } from '@noprop/runner';
import { builtIns } from '../built-ins';
import { root } from '../run-cli';
import { standIns } from './stand-ins';

export const folder = join(root, 'pipelines');

const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .sort();

/** Files that pipelines extend, by their path below `pipelines/`. */
export const parts = all.filter((file) => file.startsWith('shared/'));
/** Twins that take seconds. */
export const twins = all.filter((file) => file.startsWith('smoke/'));
/** Sweeps over pipelines. */
export const sweeps = all.filter((file) => file.startsWith('sweeps/'));
/** The pipelines that users run. */
export const full = all.filter((file) => ![...parts, ...twins, ...sweeps].includes(file));

/**
 * Twins by plan, the one of Table 1 first. Softmax bars of Figure 7 and prototype bars of Figure 11 are cells of Table 1,
 * so running their twins, too, would only produce the same bytes.
 */
export const twinsByPlan: readonly (readonly [string, ...string[]])[] = twins
  .filter((file) => cellOf(file) === file)
  .map((cell) => [cell, ...twins.filter((file) => file !== cell && cellOf(file) === cell)] as const);

function cellOf(bar: string): string {
  return bar
    .replace(/figure-7\/(.+)\/softmax-/, 'table-1/$1/noprop-dt-')
    .replace(/figure-11\/(.+)\/prototype/, 'table-1/$1/noprop-dt-prototype');
}

/** The plan of a shipped pipeline on images of the right shape that need no download. */
export function planOf(file: string, ...overrides: readonly string[]): Promise<Plan> {
  const text = readFileSync(join(folder, file), 'utf8');
  const data = standInOf(file);
  return createPlan({
    text,
    file: relative('.', join(folder, file)),
    overrides: [...(data === undefined ? [] : [`dataset=${data}`]), ...overrides],
    builtIns: [...builtIns, standIns],
  });
}

/** The stand-in for the dataset that a path names; quickstart draws its own images. */
function standInOf(file: string): string | undefined {
  if (file.includes('/mnist/')) return '{ uses: noprop/glyphs, with: { train: 256, test: 500 } }';
  if (file.includes('/cifar-100/')) return '{ uses: stand-in/cifar-100 }';
  return file.includes('/cifar-10/') ? '{ uses: stand-in/cifar-10 }' : undefined;
}
