/** A document that passed the sweep schema, with defaults filled in. */
export interface SweepDocument {
  readonly name?: string;
  readonly description?: string;
  readonly pipelines: readonly (string | { readonly file: string; readonly set?: readonly string[] })[];
  readonly seeds: readonly number[];
  readonly set: readonly string[];
  readonly matrix: Readonly<Record<string, Axis>>;
  readonly exclude: readonly Readonly<Record<string, unknown>>[];
  readonly include: readonly { readonly pipeline: string; readonly set: readonly string[] }[];
  readonly search: Search;
  readonly halving?: Halving;
}

/** The values of one option: a list of choices, or a range to draw from. */
export type Axis = readonly unknown[] | Range;

export interface Range {
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  readonly integer: boolean;
}

export interface Search {
  readonly kind: 'grid' | 'random' | 'latin-hypercube';
  readonly trials?: number;
  readonly seed: number;
}

/** Successive halving. */
export interface Halving {
  readonly option: string;
  readonly from: number;
  readonly to?: number;
  readonly factor: number;
  readonly metric: 'accuracy' | 'trainAccuracy';
}

export const isRange = (axis: Axis): axis is Range => !Array.isArray(axis);
