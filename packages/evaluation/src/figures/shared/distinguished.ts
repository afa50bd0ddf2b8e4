import { pointLabel } from './labels';

/** Something drawn of a group, and the group's place in its sweep. */
export interface Placed<Row> {
  readonly row: Row;
  readonly point: Readonly<Record<string, unknown>>;
}

interface Named {
  readonly dataset: string;
  readonly method: string;
}

export type Labelled<Row> = Row & {
  /** Its name among the others of its dataset. */
  readonly label: string;
};

/**
 * Names rows by their methods. Rows of one method and dataset, as a sweep's matrix gives them, are told apart by their
 * places in it; where there is but one method, by these alone, for the room is small.
 */
export function distinguished<Row extends Named>(found: readonly Placed<Row>[]): readonly Labelled<Row>[] {
  const alone = new Set(found.map(({ row }) => row.method)).size === 1;
  return found.map(({ row, point }) => {
    const { dataset, method } = row;
    const place = pointLabel(point);
    const namesakes = found.filter(({ row: other }) => other.dataset === dataset && other.method === method);
    if (namesakes.length === 1 || place === '') return { ...row, label: method };
    return { ...row, label: alone ? place : `${method} ${place}` };
  });
}

/** The method and the label of a row, for those who read its description: `NoProp-DT (one-hot) learningRate=0.01`. */
export const fullName = ({ method, label }: Labelled<Named>): string =>
  label.startsWith(method) ? label : `${method} ${label}`;
