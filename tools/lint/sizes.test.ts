import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../shared/temporary';
import { checkSizes } from './sizes';

const test = suite('sizes');

test('warns above 250 lines and fails above 400', async () => {
  const lengths = { a: 1, b: 250, c: 251, d: 400, e: 401 };
  const files = Object.fromEntries(Object.entries(lengths).map(([name, lines]) => [name, 'x\n'.repeat(lines)]));
  await withFolder({ ...files, f: 'no\nend of line' }, (folder) => {
    const report = checkSizes(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => join(folder, name)));
    assert.equal(report, {
      files: 6,
      median: 251,
      warnings: [`${folder}/c: 251 lines.`, `${folder}/d: 400 lines.`],
      errors: [`${folder}/e: 401 lines.`],
    });
  });
});

test.run();
