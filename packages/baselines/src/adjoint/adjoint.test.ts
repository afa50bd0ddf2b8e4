import { buildComponent, countParameters, type Parts } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import {
  toyContinuousParts as parts,
  testObjective,
  toyLearnedEmbedding,
  toyParts,
  writtenGroups,
} from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { adjoint } from './adjoint';

const test = suite('noprop/adjoint');

const learned = { ...parts, embedding: toyLearnedEmbedding };

test('one network, the head, and one update of both', () => {
  const { groups, updates, epoch } = buildComponent(adjoint, {}, parts);
  assert.equal(
    groups.map(({ name, parameters }) => [name, countParameters(parameters)]),
    [
      ['network', 16 * 8 + 3 * 8 + 8 + 8 + 27],
      ['head', 12],
      ['embedding', 0],
    ],
  );
  assert.equal(updates.map(writtenGroups), [['network', 'head']]);
  assert.equal(epoch, [{ name: 'epoch', updates: ['network'] }]);
  assert.is(updates[0]?.program.name, 'adjoint-adjoint');
});

test('a learned embedding is trained with them', () => {
  assert.equal(buildComponent(adjoint, {}, learned).updates.map(writtenGroups), [['network', 'head', 'embedding']]);
});

const build =
  (options: Record<string, unknown>, others: Partial<Parts> = {}) =>
  () =>
    buildComponent(adjoint, options, { ...parts, ...others });

test('needs no schedule, and refuses blocks of discrete time', () => {
  assert.equal(adjoint.needs, ['dataset', 'embedding', 'blocks']);
  assert.is(
    messageOf(build({}, { blocks: toyParts.blocks })),
    'noprop/adjoint works in continuous time, found blocks of discrete time. Choose blocks of continuous time, e.g. noprop/conv-continuous.  [wrong_blocks]',
  );
});

test('options out of range are refused', () => {
  const messages = [{ steps: 0 }, { solver: 'euller' }, { gradient: 'adjoin' }, { eta: 1 }].map((options) =>
    messageOf(build(options)),
  );
  assert.equal(messages, [
    'steps  Wanted a number >= 1, found 0.  [out_of_range]',
    'solver  Wanted one of euler, midpoint, heun, rk4, three-eighths, dopri5, found the string "euller". Did you mean "euler"?  [not_a_choice]',
    'gradient  Wanted one of adjoint, backsolve, discrete, unrolled, found the string "adjoin". Did you mean "adjoint"?  [not_a_choice]',
    'eta  Unknown key "eta". Known keys: steps, solver, gradient.  [unknown_key]',
  ]);
});

test.run();

for (const gradient of ['adjoint', 'backsolve', 'discrete', 'unrolled']) {
  testObjective(adjoint, { parts, options: { steps: 5, gradient } });
}
testObjective(adjoint, { parts, options: { steps: 3, solver: 'heun' } });
testObjective(adjoint, { parts: learned, options: { steps: 5 } });
