import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Component, defineOptimizer, defineSchedule, type Schema } from '../contracts/component';
import type { Optimizer } from '../contracts/optimizer';
import { definePlugin } from '../contracts/plugin';
import type { Schedule } from '../contracts/schedule';
import { NopropError } from '../issues/error';
import { messageOf } from '../testing';
import { Registry } from './registry';

const test = suite('registry');

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: { rate: { type: 'number', default: 0.5 }, steps: { type: 'integer', minimum: 1 } },
} as const;

const notBuilt = (): never => {
  throw new Error('a registry must not build components');
};
const schedule = (name: string, given: Schema = schema): Component =>
  defineSchedule({ name, summary: 'A schedule.', needs: [], schema: given, build: (): Schedule => notBuilt() });
const optimizer = (name: string): Component =>
  defineOptimizer({ name, summary: 'An optimizer.', needs: [], schema, build: (): Optimizer => notBuilt() });
const plugin = (name: string, ...components: Component[]) => definePlugin({ name, components });

test('lists components by kind, then by name', () => {
  const registry = new Registry([
    plugin('b', optimizer('b/adam'), schedule('b/linear')),
    plugin('a', schedule('a/cosine'), optimizer('a/sgd'), schedule('b/adam')),
  ]);
  const names = registry.list().map(({ component, plugin: from }) => `${component.kind} ${component.name} of ${from}`);
  assert.equal(names, [
    'schedule a/cosine of a',
    'schedule b/adam of a',
    'schedule b/linear of b',
    'optimizer a/sgd of a',
    'optimizer b/adam of b',
  ]);
  assert.equal(
    registry.list('optimizer').map(({ component }) => component.name),
    ['a/sgd', 'b/adam'],
  );
});

test('finds a component by kind and name', () => {
  const cosine = schedule('a/cosine');
  assert.is(new Registry([plugin('a', cosine)]).find('schedule', 'a/cosine'), cosine);
});

test('suggests the nearest name for an unknown component', () => {
  const registry = new Registry([plugin('a', schedule('noprop/cosine'), schedule('noprop/linear'))]);
  assert.equal(registry.find('schedule', 'noprop/cosin'), {
    code: 'unknown_component',
    path: 'uses',
    message: 'No schedule is named "noprop/cosin".',
    hint: 'Did you mean "noprop/cosine"?',
  });
});

const hintOf = (found: Component | { readonly hint?: string }): string | undefined =>
  'hint' in found ? found.hint : undefined;

test('lists the known names if none is near', () => {
  const registry = new Registry([plugin('a', schedule('noprop/cosine'), schedule('noprop/linear'))]);
  assert.is(hintOf(registry.find('schedule', 'other/thing')), 'Known: noprop/cosine, noprop/linear.');
  assert.is(hintOf(new Registry().find('schedule', 'other/thing')), 'Known: none.');
});

test('names the kind of a component found under another kind', () => {
  const registry = new Registry([plugin('a', optimizer('noprop/adam'))]);
  assert.is(hintOf(registry.find('schedule', 'noprop/adam')), 'It is a component of kind optimizer.');
});

test('names both packages that declare the same component, in either order', () => {
  const plugins = [plugin('package-a', schedule('noprop/cosine')), plugin('package-b', schedule('noprop/cosine'))];
  const message =
    'The schedule "noprop/cosine" is declared twice, by package-a and package-b. ' +
    'Remove one of the plugins, or ask an author to use a different vendor prefix.  [duplicate_component]';
  assert.is(
    messageOf(() => new Registry(plugins)),
    message,
  );
  assert.is(
    messageOf(() => new Registry([...plugins].reverse())),
    message,
  );
});

test('refuses a plugin that lists a component twice', () => {
  assert.is(
    messageOf(() => new Registry([plugin('package-a', schedule('noprop/cosine'), schedule('noprop/cosine'))])),
    'The schedule "noprop/cosine" is declared twice, by package-a. List each component only once.  [duplicate_component]',
  );
});

test('allows the same name under two kinds', () => {
  assert.is(new Registry([plugin('a', schedule('a/x'), optimizer('a/x'))]).list().length, 2);
});

const open = { type: 'object', properties: {} } as const;
const misspelt = {
  type: 'object',
  additionalProperties: false,
  properties: { eta: { type: 'number', minimun: 0 } },
} as const;
const invalid = [
  [
    'Noprop/Cosine',
    schema,
    'a declares schedule "Noprop/Cosine", but its name must have the form <vendor>/<component> in lower case.  [invalid_component]',
  ],
  [
    'cosine',
    schema,
    'a declares schedule "cosine", but its name must have the form <vendor>/<component> in lower case.  [invalid_component]',
  ],
  [
    'a/open',
    open,
    'a declares schedule "a/open", but its schema must have type: object and additionalProperties: false, ' +
      'so that unknown keys are refused.  [invalid_component]',
  ],
  [
    'a/misspelt',
    misspelt,
    'a declares schedule "a/misspelt", but its schema is invalid: strict mode: unknown keyword: "minimun".  [invalid_component]',
  ],
] as const;

for (const [name, given, message] of invalid) {
  test(`refuses ${name}`, () => {
    const register = () => new Registry([plugin('a', schedule(name, given))]);
    assert.is(messageOf(register), message);
    assert.throws(register, (error: unknown) => error instanceof NopropError && error.exitCode === 2);
  });
}

test('validates options and fills in defaults without changing the input', () => {
  const cosine = schedule('a/cosine');
  const registry = new Registry([plugin('a', cosine)]);
  const given = Object.freeze({ steps: 3 });
  assert.equal(registry.options(cosine, given), { value: { steps: 3, rate: 0.5 } });
  assert.equal(given, { steps: 3 });
  assert.equal(registry.options(cosine, undefined), { value: { rate: 0.5 } });
  assert.equal(registry.options(cosine, { steps: 0 }), {
    issues: [{ code: 'out_of_range', path: 'steps', message: 'Expected a number >= 1, got 0.' }],
  });
});

test.run();
