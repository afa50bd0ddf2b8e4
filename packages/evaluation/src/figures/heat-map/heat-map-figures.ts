import { canonicalJson } from '@noprop/store';
import { pointText } from '../../record/point';
import type { Figure } from '../figure';
import { accuracyRow, type FigureGroup } from '../shared/groups';
import { type HeatMapAxes, heatMapFigure } from './heat-map-figure';

/** A group of a sweep with the name of its pipeline. */
export interface NamedGroup extends FigureGroup {
  readonly name: string;
}

/**
 * One map for each pipeline of a sweep, over the first two options that its matrix varies. If the matrix varies more (a
 * third option, the budget of successive halving), there is one map for each of their values, so that a cell holds one
 * group. Pipelines with fewer than two such options have no map, and maps with fewer than two accuracies are left out.
 *
 * @param id id of a single map; several maps get numbers appended to it
 */
export function heatMapFigures(groups: readonly NamedGroup[], id = 'heat-map'): Promise<readonly Figure[]> {
  const names = [...new Set(groups.map(({ name }) => name))];
  const maps = names.flatMap((name) => mapsOf(groups.filter((group) => group.name === name)));
  const several = maps.length > 1;
  return Promise.all(
    maps.map(({ axes, own, of }, i) => heatMapFigure(own, axes, several ? { id: `${id}-${i + 1}`, of } : { id })),
  );
}

interface HeatMap {
  readonly axes: HeatMapAxes;
  readonly own: readonly NamedGroup[];
  /** What the groups have in common: their pipeline, and their values of the options that are not axes. */
  readonly of: string;
}

/** Maps of the groups of one pipeline. */
function mapsOf(groups: readonly NamedGroup[]): readonly HeatMap[] {
  const [x, y] = varying(groups);
  if (x === undefined || y === undefined) return [];
  const maps = new Map<string, HeatMap>();
  for (const group of groups) {
    const { [x]: column, [y]: row, ...rest } = group.point;
    if (column === undefined || row === undefined) continue;
    const of = Object.keys(rest).length === 0 ? group.name : `${group.name} (${pointText(rest)})`;
    const key = canonicalJson(rest);
    maps.set(key, { axes: { x, y }, own: [...(maps.get(key)?.own ?? []), group], of });
  }
  return [...maps.values()].filter(
    ({ own }) => varying(own).length === 2 && own.filter((group) => accuracyRow(group) !== undefined).length > 1,
  );
}

/** Options with more than one value, in sweep order. */
function varying(groups: readonly NamedGroup[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  for (const { point } of groups)
    for (const [option, value] of Object.entries(point))
      values.set(option, (values.get(option) ?? new Set()).add(canonicalJson(value)));
  return [...values].filter(([, found]) => found.size > 1).map(([option]) => option);
}
