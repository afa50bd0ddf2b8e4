import type { FigureGroup } from './groups';
import { pointLabel } from './labels';

interface Named {
  readonly dataset: string;
  readonly method: string;
}

export type Labelled<Row> = Row & {
  /** Its name, which distinguishes it from the others of its dataset. */
  readonly label: string;
};

/**
 * One row for each group that has one, named by its method. Rows of the same method and dataset, as in a sweep with a
 * matrix, get their point of the matrix appended; if there is only one method, the point alone, to save room. Rows that
 * still share a name, such as pipelines that differ in one option, are named by their pipeline.
 *
 * @param rowOf the row to draw for a group
 */
export function distinguished<Row extends Named>(
  groups: readonly FigureGroup[],
  rowOf: (group: FigureGroup) => Row | undefined,
): readonly Labelled<Row>[] {
  const found = groups.flatMap((group) => {
    const row = rowOf(group);
    return row === undefined ? [] : [{ row, place: pointLabel(group.point), pipeline: group.trials[0]?.name ?? '' }];
  });
  const alone = new Set(found.map(({ row }) => row.method)).size === 1;
  const first = found.map(({ row, place, pipeline }) => {
    const { dataset, method } = row;
    const namesakes = found.filter(({ row: other }) => other.dataset === dataset && other.method === method);
    const label = namesakes.length === 1 || place === '' ? method : alone ? place : `${method} ${place}`;
    return { row, label, place, pipeline };
  });
  return first.map(({ row, label, place, pipeline }) => {
    const equal = first.filter((other) => other.row.dataset === row.dataset && other.label === label);
    if (equal.length === 1) return { ...row, label };
    return { ...row, label: `${ownPart(pipeline, equal)} ${place}`.trim() };
  });
}

/** A pipeline's name without the words that all of these begin with: `random` of `figure-11-mnist-random`. */
function ownPart(name: string, all: readonly { readonly pipeline: string }[]): string {
  const words = name.split('-');
  const others = all.map(({ pipeline }) => pipeline.split('-'));
  const own = words.findIndex((word, i) => i === words.length - 1 || others.some((other) => other[i] !== word));
  return words.slice(own).join('-');
}

/** The method and the label of a row, for descriptions in words: `NoProp-DT (one-hot) learningRate=0.01`. */
export const fullName = ({ method, label }: Labelled<Named>): string =>
  label.startsWith(method) ? label : `${method} ${label}`;
