import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from '../shared/root';
import { layers, top } from './layers';

const test = suite('layers');

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly tags?: readonly string[]; readonly targets?: Readonly<Record<string, unknown>> };
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const packages = readdirSync(join(root, 'packages'));
const names = [...layers.map(({ name }) => name), top];

test('match the packages, each with its own tag and tests', () => {
  assert.equal([...packages].sort(), [...names].sort());
  for (const name of packages) {
    const manifest = JSON.parse(read(`packages/${name}/package.json`)) as Manifest;
    assert.is(manifest.name, `@noprop/${name}`);
    assert.equal(manifest.nx, { tags: [`layer:${name}`], targets: { test: {} } }, name);
  }
});

test('import only layers before them', () => {
  for (const [index, { name, may }] of layers.entries()) {
    for (const other of may) assert.ok(names.indexOf(other) < index, `${name} -> ${other}`);
  }
});

test('allow every dependency in a package.json', () => {
  for (const { name, may } of layers) {
    const { dependencies = {} } = JSON.parse(read(`packages/${name}/package.json`)) as Manifest;
    const ours = Object.keys(dependencies).filter((each) => each.startsWith('@noprop/'));
    const foreign = ours.filter((each) => !may.includes(each.replace('@noprop/', '')));
    assert.equal(foreign, [], name);
  }
});

test('match the table in ARCHITECTURE.md', () => {
  const rows = [...read('ARCHITECTURE.md').matchAll(/^\| `([a-z]+)` \|[^|]*\| ([^|]*) \|$/gm)];
  const table = Object.fromEntries(rows.map(([, name, may]) => [name, may]));
  const say = (may: readonly string[]): string => (may.length === 0 ? 'nothing of ours' : [...may].sort().join(', '));
  const expected = layers.map(({ name, may }) => [name, say(may)]);
  const found = layers.map(({ name }) => [name, table[name]?.split(', ').sort().join(', ')]);
  assert.equal(found, expected);
  assert.is(table[top], 'everything');
});

test.run();
