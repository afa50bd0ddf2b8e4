import type { Method, Optimizer } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { groupIssues } from './group-issues';

const test = suite('groupIssues');

const group = (name: string) => ({ name, parameters: {}, statistics: {} });
const method: Pick<Method, 'groups'> = { groups: [group('forward/1'), group('forward/2'), group('head')] };
const optimizer: Optimizer = { slots: [], update: (parameters) => ({ parameters, slots: {} }) };

test('a group, and the beginning of several, are known', () => {
  assert.equal(groupIssues(method, { ...optimizer, groups: ['forward', 'forward/2', 'head'] }), []);
  assert.equal(groupIssues(method, optimizer), []);
});

test('a group that the objective does not have is refused, with those that it has', () => {
  assert.equal(groupIssues(method, { ...optimizer, groups: ['heads', 'forw', 'head'] }), [
    {
      code: 'unknown_group',
      path: 'optimizer.with.groups.heads',
      message: 'Wanted a parameter group of the objective, found "heads".',
      hint: 'Did you mean "head"? Groups: forward/1, forward/2, head.',
    },
    {
      code: 'unknown_group',
      path: 'optimizer.with.groups.forw',
      message: 'Wanted a parameter group of the objective, found "forw".',
      hint: 'Groups: forward/1, forward/2, head.',
    },
  ]);
});

test.run();
