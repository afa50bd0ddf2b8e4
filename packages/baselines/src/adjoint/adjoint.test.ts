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

test('has one network and the head, with one update for both', () => {
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

test('trains a learned embedding with them', () => {
  assert.equal(buildComponent(adjoint, {}, learned).updates.map(writtenGroups), [['network', 'head', 'embedding']]);
});

const build =
  (options: Record<string, unknown>, others: Partial<Parts> = {}) =>
  () =>
    buildComponent(adjoint, options, { ...parts, ...others });

test('needs no schedule, and refuses discrete-time blocks', () => {
  assert.equal(adjoint.needs, ['dataset', 'embedding', 'blocks']);
  assert.is(
    messageOf(build({}, { blocks: toyParts.blocks })),
    'noprop/adjoint needs continuous-time blocks, got discrete-time blocks. Choose blocks such as noprop/conv-continuous.  [wrong_blocks]',
  );
});

test('refuses invalid options', () => {
  const messages = [{ steps: 0 }, { solver: 'euller' }, { gradient: 'adjoin' }, { eta: 1 }].map((options) =>
    messageOf(build(options)),
  );
  assert.equal(messages, [
    'steps  Expected a number >= 1, got 0.  [out_of_range]',
    'solver  Expected one of euler, midpoint, heun, rk4, three-eighths, dopri5, got "euller". Did you mean "euler"?  [not_a_choice]',
    'gradient  Expected one of adjoint, backsolve, discrete, unrolled, got "adjoin". Did you mean "adjoint"?  [not_a_choice]',
    'eta  Unknown key "eta". Known keys: steps, solver, gradient.  [unknown_key]',
  ]);
});

test.run();

for (const gradient of ['adjoint', 'backsolve', 'discrete', 'unrolled']) {
  testObjective(adjoint, { parts, options: { steps: 5, gradient } });
}
testObjective(adjoint, { parts, options: { steps: 3, solver: 'heun' } });
testObjective(adjoint, { parts: learned, options: { steps: 5 } });
