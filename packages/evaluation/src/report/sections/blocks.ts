import { NONE, percent } from '../format';
import type { Content } from '../html/html';
import { table } from '../html/table';

export interface BlockAccuracies {
  readonly chain: readonly number[];
  readonly alone: readonly number[];
}

/**
 * Accuracy after each block of the chain and of each block alone; by time in continuous time, which has no separate
 * blocks; by the head of each block for a method without a chain. Means over the given models.
 */
export function blockTable(id: string, of: string, models: readonly BlockAccuracies[]): Content {
  const [chain, alone] = [meanOf(models.map((model) => model.chain)), meanOf(models.map((model) => model.alone))];
  const rows = Math.max(chain.length, alone.length);
  const timed = alone.length === 0;
  const heads = chain.length === 0;
  const what = heads ? 'Accuracy (%) of each block by its own head' : 'Accuracy (%) from noise to class';
  const seeds = models.length === 1 ? '' : `, mean over ${models.length} models`;
  return table({
    id,
    caption: `${what}, ${of}${seeds}`,
    columns: [
      { head: timed ? 'Time' : 'Block', numeric: true },
      ...(chain.length > 0 ? [{ head: timed ? 'Accuracy' : 'In the chain', numeric: true }] : []),
      ...(timed ? [] : [{ head: heads ? 'Accuracy' : 'Alone, from noise', numeric: true }]),
    ],
    rows: Array.from({ length: rows }, (_, i) => [
      timed ? Number(((i + 1) / rows).toFixed(3)) : i + 1,
      ...(chain.length > 0 ? [percent(chain[i])] : []),
      ...(timed ? [] : [alone[i] === undefined ? NONE : percent(alone[i])]),
    ]),
  });
}

/** Elementwise mean over the lists of full length. */
function meanOf(lists: readonly (readonly number[])[]): readonly number[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  const whole = lists.filter((list) => list.length === length);
  return Array.from({ length }, (_, i) => whole.reduce((sum, list) => sum + (list[i] as number), 0) / whole.length);
}
