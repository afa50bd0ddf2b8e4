import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type LoadedPlugin, loadPlugin } from './plugins';

const test = suite('loadPlugin');

/** Installs a package below a folder, as npm would. */
function install(folder: string, name: string, files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify({ name, version: '1.2.3' }), ...files })) {
    const path = join(folder, 'node_modules', name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const load = (name: string, folder: string): string => {
  const loaded = loadPlugin(name, folder);
  assert.ok('code' in loaded, `${name} was loaded`);
  return `${loaded.message.replaceAll(folder, 'FOLDER')} ${loaded.hint?.replaceAll(folder, 'FOLDER')} [${loaded.code}]`;
};

const loadsAs = (main: string, message: string): Promise<void> =>
  inTemporaryFolder((folder) => {
    install(folder, 'stranger', { 'index.js': main });
    assert.is(load('stranger', folder), message);
  });

const component = `{ kind: 'schedule', name: 'stranger/flat', summary: 'Flat.', needs: [], build: () => ({ steps: 2 }),
  schema: { type: 'object', additionalProperties: false, properties: {} } }`;

const badNames = [
  ...[
    '../stranger',
    './stranger',
    '/abs/stranger',
    '~/stranger',
    'stranger/../other',
    'stranger/lib/deep.js',
    '.hidden',
    '_private',
  ],
  ...[
    'node:fs',
    'fs',
    'fs/promises',
    'node:test',
    'data:text/javascript,1',
    'http://a.example/x.js',
    'https://a.example/x.js',
    'file:///x.js',
  ],
  ...[
    'git+ssh://a/b',
    'C:\\x.js',
    'stranger@1.0.0',
    'a b',
    'Upper',
    '@scope',
    '@scope/',
    '@/x',
    '@a/b/c',
    '#internal',
    'x\u0000',
    'x\n',
    '',
  ],
];

test('refuses anything but a package name, even if a file of that name exists', () =>
  inTemporaryFolder((folder) => {
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'stranger.js'), 'throw new Error("was run")');
    install(folder, 'stranger', { 'lib/deep.js': 'throw new Error("was run")' });
    const hint = 'Plugins must be installed packages, not paths, URLs or built-in modules.';
    for (const name of [...badNames, 'x'.repeat(215)]) {
      assert.is(load(name, join(folder, 'here')), `"${name}" is not a package name. ${hint} [bad_plugin_name]`);
    }
  }));

test('shows the command that installs a missing package', () =>
  inTemporaryFolder((folder) => {
    const message =
      'The plugin "@lab/stranger" is not installed next to the pipeline. Run "npm install @lab/stranger" in FOLDER.';
    assert.is(load('@lab/stranger', folder), `${message} [plugin_not_found]`);
  }));

const author = 'Ask its author, or remove it from "plugins". [plugin_crashed]';
const crashes: Readonly<Record<string, readonly [string, string]>> = {
  'throws an error': ['throw new Error("No GPU here.\\nAt all.")', `failed to load: No GPU here. ${author}`],
  'throws something else': ['throw "so"', `failed to load: so. ${author}`],
  'is not JavaScript': ['const = 1', `failed to load: Unexpected token '='. ${author}`],
  'requires a missing module': [
    'require("no-such-package-anywhere")',
    `failed to load: Cannot find module 'no-such-package-anywhere'. ${author}`,
  ],
};

for (const [name, [main, message]] of Object.entries(crashes)) {
  test(`reports a plugin that ${name}`, () => loadsAs(main, `The plugin "stranger" ${message}`));
}

const definition = 'Its main module must have: export default definePlugin({ name, components }). [plugin_invalid]';
const plugin = (list: string): string => `module.exports = { default: { name: 'stranger', components: ${list} } }`;
const altered = (change: string): string => plugin(`[{ ...${component}, ${change} }]`);
const invalid: Readonly<Record<string, readonly [string, string]>> = {
  'an empty module': ['', 'its default export has no name'],
  'a function': ['module.exports = () => 1', 'it has no default export with a name and components'],
  'a default export that is a number': ['exports.default = 5', 'it has no default export with a name and components'],
  'no name': ['exports.default = { components: [] }', 'its default export has no name'],
  'no components': ['exports.default = { name: "x" }', 'its default export has no list of components'],
  'an empty component': [plugin('[null]'), 'components[0] is not a component'],
  'an unknown kind': [
    altered('kind: "toString"'),
    'components[0] has an unknown kind (known: dataset, embedding, schedule, blocks, optimizer, objective, evaluation, sink)',
  ],
  'a component without a name': [altered('name: 1'), 'components[0] has no name'],
  'a component without a summary': [altered('summary: undefined'), 'components[0] has no summary'],
  'needs of an unknown kind': [altered('needs: ["gpu"]'), 'components[0] has no list of the kinds it needs'],
  'a component without a schema': [altered('schema: null'), 'components[0] has no schema'],
  'a component without build': [
    plugin(`[${component}, { ...${component}, build: 1 }]`),
    'components[1] has no build function',
  ],
};

for (const [name, [main, fault]] of Object.entries(invalid)) {
  test(`refuses ${name}`, () => loadsAs(main, `The package "stranger" is not a plugin: ${fault}. ${definition}`));
}

const forms: Readonly<Record<string, string>> = {
  'compiled from an ES module': `Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { name: 'stranger', components: [${component}] };`,
  'plain CommonJS': `module.exports = { name: 'stranger', components: [${component}] };`,
};

for (const [name, main] of Object.entries(forms)) {
  test(`loads a plugin that is ${name}, also from a parent folder`, () =>
    inTemporaryFolder((folder) => {
      install(folder, '@lab/stranger', { 'index.js': main });
      mkdirSync(join(folder, 'pipelines', 'deep'), { recursive: true });
      const loaded = loadPlugin('@lab/stranger', join(folder, 'pipelines', 'deep')) as LoadedPlugin;
      assert.equal([loaded.name, loaded.version], ['@lab/stranger', '1.2.3']);
      assert.is(loaded.plugin.components[0]?.name, 'stranger/flat');
    }));
}

test('loads a package that does not export its package.json and has no version', () =>
  inTemporaryFolder((folder) => {
    const manifest = JSON.stringify({ name: 'stranger', exports: { '.': './lib/main.js' } });
    install(folder, 'stranger', { 'package.json': manifest, 'lib/main.js': forms['plain CommonJS'] as string });
    assert.is((loadPlugin('stranger', folder) as LoadedPlugin).version, 'none');
  }));

test.run();
