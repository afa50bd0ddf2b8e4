import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compare, replaceFolder } from './schemas';
import { withFolder } from './shared/temporary';

const test = suite('schemas --check');

test('reports stale, missing and left-over files', async () => {
  const files = { 'fresh/a': '1', 'fresh/b': '2', 'fresh/c': '3', 'kept/a': '1', 'kept/b': '7', 'kept/d': '4' };
  await withFolder(files, (folder) => {
    assert.equal(compare(`${folder}/fresh`, `${folder}/kept`), [
      'schemas/b is stale.',
      'schemas/c is missing.',
      'schemas/d is left over.',
    ]);
    assert.equal(compare(`${folder}/fresh`, `${folder}/fresh`), []);
    assert.is(compare(`${folder}/fresh`, `${folder}/none`).length, 3);
  });
});

test('replaces the kept files by the fresh ones and removes left-over files', async () => {
  await withFolder({ 'fresh/a': '1', 'fresh/b': '2', 'kept/a': '0', 'kept/d': '4' }, (folder) => {
    replaceFolder(`${folder}/fresh`, `${folder}/kept`);
    assert.equal(compare(`${folder}/fresh`, `${folder}/kept`), []);
  });
});

test.run();
