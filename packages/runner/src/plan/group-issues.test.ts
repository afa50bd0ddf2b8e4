import type { Method, Optimizer } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupIssues } from './group-issues';

const test = suite('groupIssues');

const group = (name: string) => ({ name, parameters: {}, statistics: {} });
const method: Pick<Method, 'groups'> = { groups: [group('forward/1'), group('forward/2'), group('head')] };
const optimizer: Optimizer = { slots: [], update: (parameters) => ({ parameters, slots: {} }) };

test('accepts a group, and the common prefix of several', () => {
  assert.equal(groupIssues(method, { ...optimizer, groups: ['forward', 'forward/2', 'head'] }), []);
  assert.equal(groupIssues(method, optimizer), []);
});

test('refuses a group that the objective does not have, and lists those it has', () => {
  assert.equal(groupIssues(method, { ...optimizer, groups: ['heads', 'forw', 'head'] }), [
    {
      code: 'unknown_group',
      path: 'optimizer.with.groups.heads',
      message: 'Expected a parameter group of the objective, got "heads".',
      hint: 'Did you mean "head"? Groups: forward/1, forward/2, head.',
    },
    {
      code: 'unknown_group',
      path: 'optimizer.with.groups.forw',
      message: 'Expected a parameter group of the objective, got "forw".',
      hint: 'Groups: forward/1, forward/2, head.',
    },
  ]);
});

test.run();
