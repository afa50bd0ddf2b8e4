import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { summaryMarkdown } from './summary';

const test = suite('summaryMarkdown');

const one = (mean: number) => ({ n: 1, seeds: 1, runs: 1, mean });
const cell = (value: number) => ({ value, source: 'Table 1', readByEye: false });

test('rows with and without spread, paper and result', () => {
  const text = summaryMarkdown([
    {
      label: 'table-1-mnist-noprop-dt-one-hot',
      split: 'test',
      measured: { n: 15, seeds: 3, runs: 5, mean: 0.97484, sd: 0.00123 },
      paper: { ...cell(0.9947), spread: 0.0005 },
      difference: 0.97484 - 0.9947,
    },
    { label: 'better', split: 'train', measured: one(1), paper: cell(0.99), difference: 0.01 },
    {
      label: 'equal',
      split: 'test',
      measured: { n: 2, seeds: 2, runs: 1, mean: 0.5, sd: 0 },
      paper: cell(0.500001),
      difference: -1e-6,
    },
    { label: 'lr=0.1', split: 'test' },
  ]);
  assert.is(
    text,
    `|  | split | n | mean ± SD, % | paper, % | difference |
| --- | --- | ---: | ---: | ---: | ---: |
| table-1-mnist-noprop-dt-one-hot | test | 15 | 97.48 ± 0.12 | 99.47 ± 0.05 | −1.99 |
| better | train | 1 | 100.00 | 99.00 | +1.00 |
| equal | test | 2 | 50.00 ± 0.00 | 50.00 | 0.00 |
| lr=0.1 | test | 0 |  |  |  |
`,
  );
});

test('failures stand below, on one line each, and nothing in them is Markdown or HTML', () => {
  assert.is(
    summaryMarkdown([], [{ name: 'a_b|c', reason: 'Out of\n memory: <script>`x`</script> [y](z) & *w*' }]),
    `No trial of this sweep has a result.

**Without a result**

- a&#95;b&#124;c: Out of memory: &#60;script&#62;&#96;x&#96;&#60;/script&#62; &#91;y&#93;(z) &#38; &#42;w&#42;
`,
  );
});

test.run();
