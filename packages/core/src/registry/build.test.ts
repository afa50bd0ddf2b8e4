import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defineObjective, defineSchedule } from '../contracts/component';
import { requireDiscrete } from '../requirements';
import { messageOf } from '../testing';
import { buildComponent } from './build';

const test = suite('buildComponent');

const component = defineSchedule<{ steps: number }>({
  name: 'test/flat',
  summary: 'A schedule.',
  needs: [],
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: { steps: { type: 'integer', minimum: 1, default: 3 } },
  },
  build: ({ steps }) => ({ kind: 'discrete', steps, alphaBar: [], snr: [], transition: () => ({ a: 0, b: 0, c: 0 }) }),
});

test('fills in defaults', () => {
  const stepsOf = (options = {}): number => requireDiscrete(buildComponent(component, options), 'this test').steps;
  assert.is(stepsOf(), 3);
  assert.is(stepsOf({ steps: 5 }), 5);
});

test('reports every problem in the options', () => {
  assert.is(
    messageOf(() => buildComponent(component, { steps: 0, offset: 1 })),
    'offset  Unknown key "offset". Known keys: steps.  [unknown_key]\n' +
      'steps  Expected a number >= 1, got 0.  [out_of_range]',
  );
});

test('names the missing parts', () => {
  const needy = defineObjective<Record<string, never>, 'schedule' | 'blocks'>({
    name: 'test/needy',
    summary: 'An objective.',
    needs: ['schedule', 'blocks'],
    schema: { type: 'object', additionalProperties: false, properties: {} },
    build: () => {
      throw new Error('never built');
    },
  });
  assert.is(
    messageOf(() => buildComponent(needy, {}, { schedule: buildComponent(component) })),
    'internal: "test/needy" was built without its blocks.',
  );
});

test.run();
