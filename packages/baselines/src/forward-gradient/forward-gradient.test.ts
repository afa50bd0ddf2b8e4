import { buildComponent, countParameters, type Dataset } from '@noprop/core';
import { messageOf } from '@noprop/core/testing';
import { testObjective, toyParts } from '@noprop/objectives/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { forwardGradient } from './forward-gradient';
import { localMixer, type MixerBlock } from './local-mixer';

const test = suite('noprop/forward-gradient');

const sized = (side: number, colors: number): { readonly dataset: Dataset } => ({
  dataset: { ...toyParts.dataset, image: { height: side, width: side, channels: colors }, classes: 10 },
});
const mnist = sized(28, 1);
const cifar = sized(32, 3);

/** Networks by the paper's names, size / patches along a side / groups, and their parameter counts. */
const NETWORKS = [
  ['S/1/1 for MNIST', mnist, { blocks: 1, patches: 1, channels: 256, groups: 1 }, 271_892],
  ['M/1/16 for MNIST, the default', mnist, {}, 429_076],
  ['M/8/16 for CIFAR-10', cifar, { blocks: 4, patches: 8 }, 918_770],
  ['L/8/64 for CIFAR-10', cifar, { blocks: 4, patches: 8, channels: 2048, groups: 64 }, 13_074_674],
] as const;

for (const [name, parts, options, parameters] of NETWORKS) {
  test(`${name} has ${parameters} parameters`, () => {
    const { groups } = buildComponent(forwardGradient, options, parts);
    assert.is(
      groups.reduce((sum, group) => sum + countParameters(group.parameters), 0),
      parameters,
    );
  });
}

test('has token mixing in all blocks but the first, a local head per block and a separate output layer', () => {
  const { groups } = buildComponent(forwardGradient, { blocks: 2, patches: 8 }, cifar);
  assert.equal(
    groups.map(({ name, parameters }) => [name, Object.keys(parameters).join(' ')]),
    [
      ['block/1', 'channels/kernel channels/bias groups/kernel groups/bias'],
      ['block/2', 'tokens/kernel tokens/bias channels/kernel channels/bias groups/kernel groups/bias'],
      ['local-head/1', 'kernel bias'],
      ['local-head/2', 'kernel bias'],
      ['head', 'kernel bias'],
    ],
  );
});

test('normalizes all channels of a token together, or those of a group in the grouped layer', () => {
  const [first, second] = localMixer(
    { blocks: 2, patches: 8, channels: 512, groups: 16, init: 'constant' },
    cifar.dataset,
  ).blocks as [MixerBlock, MixerBlock];
  const widths = ({ layers }: MixerBlock) => layers.map(({ name, normWidths }) => [name, ...normWidths]);
  assert.equal(widths(first), [
    ['channels', 48, 512],
    ['groups', 32, 32],
  ]);
  assert.equal(widths(second), [
    ['tokens', 512, 512],
    ['channels', 512, 512],
    ['groups', 32, 32],
  ]);
});

test('starts weights at deviation 0.1, or at most 2 / sqrt(fan-in) for kaiming, and biases and output at 0', () => {
  const starts = (init: string) =>
    buildComponent(forwardGradient, { init, blocks: 2, patches: 8 }, cifar).groups.flatMap(({ name, parameters }) =>
      Object.entries(parameters).map(([path, spec]) => [
        `${name}/${path}`,
        'deviation' in spec.init ? spec.init.deviation : spec.init.kind,
      ]),
    );
  const constant = Object.fromEntries(starts('constant'));
  const kaiming = Object.fromEntries(starts('kaiming'));
  assert.is(constant['block/1/channels/kernel'], 0.1);
  assert.is(kaiming['block/1/channels/kernel'], 0.1);
  assert.is(kaiming['block/2/channels/kernel'], 2 / Math.sqrt(512));
  assert.is(kaiming['block/2/tokens/kernel'], 0.1);
  assert.is(kaiming['local-head/1/kernel'], 2 / Math.sqrt(512));
  for (const start of [constant, kaiming]) {
    assert.equal(
      [start['block/1/channels/bias'], start['head/kernel'], start['head/bias']],
      ['zeros', 'zeros', 'zeros'],
    );
  }
});

test('refuses all sizes that do not fit at once', () => {
  assert.is(
    messageOf(() => buildComponent(forwardGradient, { patches: 5, groups: 7 }, mnist)),
    'groups  Expected groups of equal size, got 7 groups for 512 channels. Choose a number that divides channels.  ' +
      '[groups_do_not_fit]\n' +
      'patches  Expected patches that tile the 28 x 28 pixels exactly, got 5 along each side. Choose a number that ' +
      'divides height and width.  [patches_do_not_fit]',
  );
});

test.run();

const small = { blocks: 2, patches: 2, channels: 8, groups: 2 };
testObjective(forwardGradient, { options: small });
testObjective(forwardGradient, { options: { ...small, gradient: 'back-propagation' }, draws: false });
testObjective(forwardGradient, { options: { channels: 16, groups: 4, init: 'kaiming' } });
