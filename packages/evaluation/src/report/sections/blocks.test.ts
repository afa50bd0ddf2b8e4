import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { html } from '../html/html';
import { plainText, tableText } from '../testing-text';
import { blockTable } from './blocks';

const test = suite('blockTable');

const shown = (...models: { chain: number[]; alone: number[] }[]): string =>
  html`${blockTable('way', 'test split', models)}`.text;

test('shows a chain of blocks, averaged over models, and each block alone', () => {
  const page = shown({ chain: [0.1, 0.9], alone: [0.8, 0.2] }, { chain: [0.2, 0.8], alone: [0.6, 0.4] });
  assert.match(plainText(page), 'Accuracy (%) from noise to class, test split, mean over 2 models');
  assert.equal(tableText(page, 'way'), [
    ['Block', 'In the chain', 'Alone, from noise'],
    ['1', '15.00', '70.00'],
    ['2', '85.00', '30.00'],
  ]);
});

test('describes blocks without a chain by their own heads, without mentioning noise', () => {
  const page = shown({ chain: [], alone: [0.4, 0.7] });
  assert.match(plainText(page), 'Accuracy (%) of each block by its own head, test split');
  assert.equal(tableText(page, 'way'), [
    ['Block', 'Accuracy'],
    ['1', '40.00'],
    ['2', '70.00'],
  ]);
});

test.run();
