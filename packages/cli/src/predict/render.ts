import { percent } from '../progress/format';

/** The prediction for one image. */
export interface ImageResult {
  readonly name: string;
  /** Its true class, if the file has labels. */
  readonly label?: number;
  /** By class. */
  readonly probabilities: Float64Array;
}

/** Classes, most probable first. */
export function ranking(probabilities: Float64Array): readonly number[] {
  return [...probabilities.keys()].sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
}

/** A table for people: image, true class if any is known, predicted class, and the next two. */
export function renderTable(results: readonly ImageResult[], classNames: readonly string[]): string {
  const withTruth = results.some(({ label }) => label !== undefined);
  const rows = results.map(({ name, label, probabilities }) => {
    const [first, ...next] = ranking(probabilities)
      .slice(0, 3)
      .map((k) => ({ name: classNames[k] as string, share: percent(probabilities[k] as number) }));
    return [
      name,
      ...(withTruth ? [label === undefined ? '-' : nameOf(label, classNames)] : []),
      first?.name ?? '',
      first?.share ?? '',
      ...next.flatMap((each) => [each.name, each.share]),
    ];
  });
  const head = ['image', ...(withTruth ? ['truth'] : []), 'predicted', '', 'next', '', '', ''];
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const shares = new Set([head.indexOf('predicted') + 1, head.indexOf('next') + 1, head.indexOf('next') + 3]);
  return table
    .map((row) => `${row.map((cell, i) => pad(cell, widths[i] ?? 0, shares.has(i))).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('');
}

/** One JSON object: image, true class if known, predicted class, and all probabilities in the order of the classes. */
export function renderJson({ name, label, probabilities }: ImageResult, classNames: readonly string[]): string {
  const best = ranking(probabilities)[0] as number;
  const line = {
    image: name,
    ...(label === undefined ? {} : { truth: nameOf(label, classNames) }),
    predicted: classNames[best],
    probability: probabilities[best],
    scores: classNames.map((each, k) => ({ class: each, probability: probabilities[k] })),
  };
  return `${JSON.stringify(line)}\n`;
}

/** `7 of 10 labeled images are correct (70.00 %)`; empty if no label is known. */
export function renderTally(results: readonly ImageResult[]): string {
  const labeled = results.filter(({ label }) => label !== undefined);
  if (labeled.length === 0) return '';
  const correct = labeled.filter(({ label, probabilities }) => ranking(probabilities)[0] === label).length;
  return `${correct} of ${labeled.length} labeled images are correct (${percent(correct / labeled.length)})\n`;
}

/** The name of a class, or its number if the run does not have that class. */
export const nameOf = (label: number, classNames: readonly string[]): string => classNames[label] ?? String(label);

const pad = (cell: string, width: number, right: boolean): string =>
  right ? cell.padStart(width) : cell.padEnd(width);
