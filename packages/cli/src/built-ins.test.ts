import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, Registry } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builtIns } from './built-ins';
import { root } from './run-cli';

const test = suite('built-ins');

const folder = join(root, 'packages');
const withPlugin = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'src', 'plugin.ts')));

test('contain every package with a plugin once', () => {
  assert.ok(withPlugin.length >= 6, `${withPlugin.length} packages`);
  const names = builtIns.map(({ name }) => name).sort();
  assert.equal(names, withPlugin.map((name) => `@noprop/${name}`).sort());
});

test('are the default exports of plugin.ts, as for third-party plugins', () => {
  for (const name of withPlugin) {
    const module = require(join(folder, name, 'src', 'plugin.ts')) as { readonly default: Plugin };
    assert.ok(builtIns.includes(module.default), name);
  }
});

test('register without conflicts, all under noprop/', () => {
  const all = new Registry(builtIns).list();
  assert.is(
    all.length,
    builtIns.reduce((sum, { components }) => sum + components.length, 0),
  );
  assert.equal(
    all.filter(({ component }) => !component.name.startsWith('noprop/')),
    [],
  );
});

test.run();
