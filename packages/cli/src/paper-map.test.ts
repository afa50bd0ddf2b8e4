import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './run-cli';

const test = suite('paper map');

const map = readFileSync(join(root, 'docs', 'paper-map.md'), 'utf8');
const rows = [...map.matchAll(/^\| ((?:eq|alg|fig|table|sec):[\w.]+) \|.*\| `([^`]+)` \| `([^`]+)` \|$/gm)];
const slugs = new Set(rows.map(([, slug]) => slug as string));

test('names a source and a test that exist in each row', () => {
  assert.ok(rows.length >= 11, `${rows.length} rows`);
  for (const [, slug, source, check] of rows) {
    for (const file of [source, check]) assert.ok(existsSync(join(root, file as string)), `${slug}: ${file}`);
  }
});

test('has a row for each slug in a source, and each source names its slugs', () => {
  const used = new Map<string, string[]>();
  const folders = ['packages', 'examples'].map((folder) => join(root, folder)).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/node_modules|\.test\.ts$/.test(file))
      .map((file) => join(folder, file)),
  );
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const named = [...text.matchAll(/@paper ((?:(?:eq|alg|fig|table|sec):[\w.]*\w ?)+)|'x-paper': '([^']+)'/g)];
    for (const slug of named.flatMap(([, tags, vocabulary]) => (tags ?? vocabulary ?? '').trim().split(' '))) {
      used.set(slug, [...(used.get(slug) ?? []), file]);
    }
  }
  assert.ok(files.length > 100, `${files.length} files`);
  assert.equal(
    [...used.keys()].filter((slug) => !slugs.has(slug)),
    [],
  );
  for (const [, slug, source] of rows) {
    if ((source as string).startsWith('pipelines/')) continue;
    assert.ok(used.get(slug as string)?.includes(join(root, source as string)), `${source} lacks @paper ${slug}`);
  }
});

test.run();
