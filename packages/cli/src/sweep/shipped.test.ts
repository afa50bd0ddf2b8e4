import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expandSweep } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builtIns } from '../built-ins';
import { folder, sweeps } from '../shipped/pipelines';

const test = suite('shipped sweeps');

/** Number of trials of each sweep: cells or bars, times seeds. */
const counts: Readonly<Record<string, number>> = {
  'sweeps/figure-11.yaml': 27,
  'sweeps/figure-2.yaml': 1,
  'sweeps/figure-3.yaml': 27,
  'sweeps/figure-7.yaml': 54,
  'sweeps/mnist-reduced.yaml': 48,
  'sweeps/table-1.yaml': 132,
  'sweeps/table-2.yaml': 15,
};

for (const [file, count] of Object.entries(counts)) {
  test(`${file} has ${count} trials`, async () => {
    const path = join(folder, file);
    const sweep = await expandSweep({ text: readFileSync(path, 'utf8'), file: path, builtIns });
    assert.is(sweep.trials.length, count);
    assert.is(new Set(sweep.trials.map(({ id }) => id)).size, count);
    assert.ok(sweeps.includes(file));
  });
}

test.run();
