/** A point of a sweep's matrix as text: `optimizer.with.learningRate=0.01, embedding=noprop/one-hot`. */
export function pointText(point: Readonly<Record<string, unknown>>): string {
  return Object.entries(point)
    .map(([axis, value]) => `${axis}=${optionText(value)}`)
    .join(', ');
}

/** An option as text: strings as they are, components by name and options, anything else as JSON. */
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
