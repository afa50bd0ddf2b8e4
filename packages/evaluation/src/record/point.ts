/** A place in a sweep's matrix in words: `optimizer.with.learningRate=0.01, embedding=noprop/one-hot`. */
export function pointText(point: Readonly<Record<string, unknown>>): string {
  return Object.entries(point)
    .map(([axis, value]) => `${axis}=${optionText(value)}`)
    .join(', ');
}

/** An option as a reader writes it: texts plain, components by name, others as JSON. */
export function optionText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isComponent(value)) {
    const options = Object.entries(value.with ?? {}).map(([key, option]) => `${key}: ${optionText(option)}`);
    return options.length === 0 ? value.uses : `${value.uses} (${options.join(', ')})`;
  }
  return JSON.stringify(value) ?? 'none';
}

function isComponent(value: unknown): value is { readonly uses: string; readonly with?: object } {
  return typeof value === 'object' && value !== null && typeof (value as { uses?: unknown }).uses === 'string';
}
