import { percent } from '../progress/format';

/** What was found in one image. */
export interface ImageResult {
  readonly name: string;
  /** Its class, where the file tells. */
  readonly label?: number;
  /** By class. */
  readonly probabilities: Float64Array;
}

/** Classes by falling probability. */
export function ranking(probabilities: Float64Array): readonly number[] {
  return [...probabilities.keys()].sort((a, b) => (probabilities[b] as number) - (probabilities[a] as number));
}

/** A table for people: file, true class where any is known, predicted class, and the next two. */
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

/** One JSON object: the image, its class where known, the predicted class, and every score in the order of classes. */
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

/** `7 of 10 labelled images are right (70.00 %)`; nothing where no label is known. */
export function renderTally(results: readonly ImageResult[]): string {
  const labelled = results.filter(({ label }) => label !== undefined);
  if (labelled.length === 0) return '';
  const right = labelled.filter(({ label, probabilities }) => ranking(probabilities)[0] === label).length;
  return `${right} of ${labelled.length} labelled images are right (${percent(right / labelled.length)})\n`;
}

/** A class that the run does not know keeps its number. */
export const nameOf = (label: number, classNames: readonly string[]): string => classNames[label] ?? String(label);

const pad = (cell: string, width: number, right: boolean): string =>
  right ? cell.padStart(width) : cell.padEnd(width);
