import type { ComparisonRow } from '@noprop/evaluation';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { summaryMarkdown } from './summary';

const test = suite('summaryMarkdown');

const one = (mean: number) => ({ n: 1, seeds: 1, runs: 1, mean });
const cell = (value: number) => ({ value, source: 'Table 1', readByEye: false });

const row = (given: Partial<ComparisonRow>): ComparisonRow => ({
  ...{ label: '', name: '', split: 'test', metric: 'accuracy', failed: 0, stopped: 0, missing: 0 },
  ...{ budget: [], warnings: [], expected: 'none' },
  ...given,
});

test('shows rows with and without SD, paper value and result', () => {
  const text = summaryMarkdown([
    row({
      label: 'table-1-mnist-noprop-dt-one-hot',
      split: 'test',
      measured: { n: 15, seeds: 3, runs: 5, mean: 0.97484, sd: 0.00123 },
      paper: { ...cell(0.9947), spread: 0.0005 },
      difference: 0.97484 - 0.9947,
    }),
    row({ label: 'better', split: 'train', measured: one(1), paper: cell(0.99), difference: 0.01 }),
    row({
      label: 'equal',
      split: 'test',
      measured: { n: 2, seeds: 2, runs: 1, mean: 0.5, sd: 0 },
      paper: cell(0.500001),
      difference: -1e-6,
    }),
    row({ label: 'lr=0.1', split: 'test' }),
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

test('lists failures below, one per line, with Markdown and HTML escaped', () => {
  const reason = 'Out of\n memory: <script>`x`</script> [y](z) & *w*';
  assert.is(
    summaryMarkdown(
      [],
      [
        { name: 'a_b|c', status: 'failed', reason },
        { name: 'd', status: 'failed' },
      ],
    ),
    `No trial of this sweep has a result.

**Without a result**

- a&#95;b&#124;c: Out of memory: &#60;script&#62;&#96;x&#96;&#60;/script&#62; &#91;y&#93;(z) &#38; &#42;w&#42;
- d: unknown reason
`,
  );
});

test('gives stopped, interrupted and missing trials one line per status with at most five names, and no row', () => {
  const missing = Array.from({ length: 129 }, (_, i) => ({ name: `m_${i}`, status: 'missing' as const }));
  assert.is(
    summaryMarkdown(
      [row({ label: 'a' }), row({ label: 'b', missing: 3 }), row({ label: 'c', stopped: 1 })],
      [
        { name: 'c', status: 'stopped' },
        { name: 'i', status: 'interrupted' },
        { name: 'r', status: 'running' },
        ...missing,
      ],
    ),
    `|  | split | n | mean ± SD, % | paper, % | difference |
| --- | --- | ---: | ---: | ---: | ---: |
| a | test | 0 |  |  |  |

**Without a result**

- 1 stopped by successive halving: c
- 1 interrupted: i
- 1 running: r
- 129 missing: m&#95;0, m&#95;1, m&#95;2, m&#95;3, m&#95;4 and 124 more
`,
  );
});

test.run();
