import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { pipeline, planOf, refusalOf } from './fixture';

const test = suite('loadRegistry');

/** Installs a plugin with one schedule of the given name; it writes a file when it is run. */
function install(folder: string, name: string, component: string): void {
  const path = join(folder, 'node_modules', name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '2.0.0' }));
  const schema = `{ type: 'object', additionalProperties: false, properties: { steps: { type: 'integer', default: 4 } } }`;
  const build = `({ steps }) => ({ kind: 'discrete', steps })`;
  const schedule = `{ kind: 'schedule', name: '${component}', summary: 'Strange.', needs: [], schema: ${schema}, build: ${build} }`;
  writeFileSync(
    join(path, 'index.js'),
    `require('node:fs').writeFileSync(__dirname + '/was-run', '');
    exports.default = { name: '${name}', components: [${schedule}] };`,
  );
}

const wasRun = (folder: string, name: string): boolean => existsSync(join(folder, 'node_modules', name, 'was-run'));

test('a declared plugin fills a slot, and its version is in the plan', () =>
  inTemporaryFolder(async (folder) => {
    install(folder, '@lab/strange', 'lab/strange');
    const text = `plugins: ["@lab/strange"]\n${pipeline.replace('toy/steps', 'lab/strange')}`;
    const { data, parts, id } = await planOf({ text, file: join(folder, 'p.yaml') });
    assert.equal(data.plugins, [{ name: '@lab/strange', version: '2.0.0' }]);
    assert.equal(data.slots.schedule, { uses: 'lab/strange', with: { steps: 4 } });
    assert.equal(parts.schedule, { kind: 'discrete', steps: 4 });
    assert.is.not(id, (await planOf()).id);
  }));

const undeclared = [
  ['as a component', pipeline.replace('toy/steps', 'canary')],
  ['as a vendor', pipeline.replace('toy/steps', 'canary/index')],
  ['by its path', pipeline.replace('toy/steps', './node_modules/canary')],
  ['in options', pipeline.replace('eta: 0.25', 'require: canary')],
  ['as a name', `name: canary\nrequire: canary\n${pipeline}`],
  ['in a comment', `# plugins: [canary]\nseed: -1\n${pipeline}`],
  ['as a path among plugins', `plugins: [./node_modules/canary]\n${pipeline}`],
  ['below another plugin', `plugins: [strange/../canary]\n${pipeline}`],
  ['as plugins that are not a list', `plugins: canary\n${pipeline}`],
  ['as a key of plugins', `plugins: {canary: canary}\n${pipeline}`],
  ['deep among plugins', `plugins: [[canary]]\n${pipeline}`],
  ['with a tag', `plugins: [!require canary]\n${pipeline}`],
] as const;

test('never runs an installed package that is not declared, however it is mentioned', () =>
  inTemporaryFolder(async (folder) => {
    install(folder, 'canary', 'canary/index');
    for (const [how, text] of undeclared) {
      await refusalOf({ text, file: join(folder, 'p.yaml') });
      assert.not(wasRun(folder, 'canary'), how);
    }
    await planOf({ text: `plugins: [canary]\n${pipeline}`, file: join(folder, 'p.yaml') });
    assert.ok(wasRun(folder, 'canary'), 'runs the canary once it is declared');
  }));

test('refuses two plugins with the same component, and names both', () =>
  inTemporaryFolder(async (folder) => {
    install(folder, 'first', 'lab/same');
    install(folder, 'second', 'lab/same');
    install(folder, 'third', 'toy/steps');
    const text = `plugins:\n  - second\n  - first\n  - third\n${pipeline}`;
    const message = (await refusalOf({ text, file: join(folder, 'p.yaml') })).replaceAll(folder, '');
    const hint = 'Remove one of the plugins, or ask an author to use a different vendor prefix.  [duplicate_component]';
    assert.is(
      message,
      [
        `/p.yaml:3:5  plugins.1  The schedule "lab/same" is declared twice, by first and second. ${hint}`,
        `/p.yaml:4:5  plugins.2  The schedule "toy/steps" is declared twice, by third and toys. ${hint}`,
      ].join('\n'),
    );
  }));

test('reports each plugin that cannot be loaded at its place in the list', () =>
  inTemporaryFolder(async (folder) => {
    install(folder, 'good', 'lab/good');
    const text = `plugins: [5, ../x, good, absent, good]\n${pipeline}`;
    const message = (await refusalOf({ text, file: join(folder, 'p.yaml') })).replaceAll(folder, '');
    assert.is(
      message,
      [
        '/p.yaml:1:11  plugins.0  Expected a string, got 5.  [wrong_type]',
        '/p.yaml:1:14  plugins.1  "../x" is not a package name. Plugins must be installed packages, not paths, URLs or built-in modules.  [bad_plugin_name]',
        '/p.yaml:1:26  plugins.3  The plugin "absent" is not installed next to the pipeline. Run "npm install absent" in .  [plugin_not_found]',
        '/p.yaml:1:34  plugins.4  The plugin "good" is declared twice. Keep one.  [duplicate_plugin]',
      ].join('\n'),
    );
  }));

test.run();
