import type { ResultRecord } from '../../packages/evaluation/src/results/result-record';
import { line, type Row, rowsOf, share } from './render';

const EPOCHS = 1;

/** README's table: methods at one training budget, one epoch of all MNIST images with one-hot labels. */
export function renderOneEpoch(records: readonly ResultRecord[]): string {
  const rows = rowsOf(records).filter(isOneEpoch);
  const head = ['MNIST, one-hot labels', `test accuracy after ${EPOCHS} epoch`, 'the paper, after 100'];
  const cells = rows.map(({ summary, paper }) => [
    paper?.method ?? '',
    share(summary.mean, summary.sd),
    share(paper?.test as number, paper?.testSpread),
  ]);
  return `\n${line(head)}${line(head.map(() => '---'))}${cells.map(line).join('')}\n`;
}

function isOneEpoch({ paper, records: [{ epochs, trainingImages, evaluation }] }: Row): boolean {
  const isCell = paper?.dataset === 'mnist' && paper.embedding === 'one-hot' && paper.epochs === 100;
  return isCell && epochs === EPOCHS && trainingImages === undefined && evaluation.test.images === paper.testImages;
}
