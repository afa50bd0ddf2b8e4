import { mlflowName } from './names';

/** An option of the run, as MLflow shows it. */
export interface Param {
  readonly key: string;
  readonly value: string;
}

/**
 * Flattens options to strings: `optimizer` is the component, `optimizer.learningRate` its option; lists are JSON.
 *
 * @returns the params that MLflow accepts, and the keys of those that are too long
 */
export function paramsOf(options: Readonly<Record<string, unknown>>): { params: Param[]; tooLong: string[] } {
  const all = Object.entries(options).flatMap(([key, value]) => flatten(key, value));
  const fits = ({ value }: Param): boolean => value.length <= LONGEST_VALUE;
  const tooLong = all.filter((param) => !fits(param)).map(({ key }) => key);
  return { params: all.filter(fits), tooLong };
}

const LONGEST_VALUE = 6000;

function flatten(key: string, value: unknown): readonly Param[] {
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isMap)) return value.flatMap((each, i) => flatten(`${key}.${i}`, each));
  if (!isMap(value))
    return [{ key: mlflowName(key), value: typeof value === 'string' ? value : JSON.stringify(value) }];
  const { uses, with: options, ...rest } = value;
  const inner = Object.entries({ ...rest, ...(isMap(options) ? options : {}) });
  const component = uses === undefined ? [] : flatten(key, uses);
  return [...component, ...inner.flatMap(([name, each]) => flatten(`${key}.${name}`, each))];
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
