import type { Method, Program, Update } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { structureProblems, writtenGroups } from './structure';

const test = suite('structureProblems');

const unused = (): never => {
  throw new Error('must not be called');
};
const program: Program = {
  name: 'p',
  reads: ['block', 'embedding'],
  writes: ['block'],
  terms: ['denoising'],
  metrics: [],
  loss: unused,
};
const update: Update = {
  name: 'block/1',
  program,
  bind: { block: 'block/1', embedding: 'embedding' },
  constants: { weight: 1 },
};
const second: Update = { ...update, name: 'block/2', bind: { block: 'block/2', embedding: 'embedding' } };
const group = (name: string) => ({ name, parameters: {}, statistics: {} });
const method: Method = {
  groups: [group('block/1'), group('block/2'), group('embedding')],
  updates: [update, second],
  epoch: [
    { name: 'one', updates: ['block/1'] },
    { name: 'two', updates: ['block/2'] },
  ],
  predictor: { predict: unused },
};

test('finds no problems in a consistent method', () => assert.equal(structureProblems(method), []));

test('writtenGroups lists the groups an update writes', () => assert.equal(writtenGroups(second), ['block/2']));

const withProgram = (change: Partial<Program>): Partial<Method> => {
  const changed = { ...program, ...change };
  return { updates: [update, second].map((each) => ({ ...each, program: changed })) };
};
const withUpdate = (change: Partial<Update>): Partial<Method> => ({ updates: [update, { ...second, ...change }] });

const cases: readonly (readonly [Partial<Method>, readonly string[]])[] = [
  [{ groups: [...method.groups, group('embedding')] }, ['Two groups are named "embedding".']],
  [
    { updates: [update, second, second] },
    ['Two updates are named "block/2".', 'Two updates of the pass "two" write the group "block/2".'],
  ],
  [
    { epoch: [...method.epoch, method.epoch[0] as Method['epoch'][number]] },
    ['Two passes are named "one" and would share their shuffles.'],
  ],
  [withUpdate({ bind: { block: 'block/2' } }), ['The update "block/2" does not bind the role "embedding".']],
  [
    withUpdate({ bind: { ...second.bind, head: 'embedding' } }),
    ['The update "block/2" binds the role "head", which its program does not read.'],
  ],
  [
    withUpdate({ bind: { ...second.bind, block: 'block/3' } }),
    ['The update "block/2" binds the role "block" to the group "block/3", which does not exist.'],
  ],
  [
    withUpdate({ constants: { alphaBar: 1 } }),
    ['The updates "block/1" and "block/2" share a program but name its constants differently.'],
  ],
  [withProgram({ metrics: ['denoising'] }), Array(2).fill('The program "p" declares "denoising" twice.')],
  [withProgram({ writes: [] }), Array(2).fill('The program "p" writes nothing.')],
  [withProgram({ gradient: unused }), Array(2).fill('The program "p" must have either a loss or a gradient.')],
  [
    withProgram({ reads: ['embedding'] }),
    ['1', '2'].flatMap((t) => [
      `The update "block/${t}" binds the role "block", which its program does not read.`,
      'The program "p" writes the role "block", which it does not read.',
    ]),
  ],
  [
    {
      epoch: [
        { name: 'one', updates: ['block/1', 'block/1'] },
        { name: 'two', updates: [] },
      ],
    },
    [
      'The pass "one" names the update "block/1" twice.',
      'The pass "two" has no updates.',
      'No pass contains the update "block/2".',
    ],
  ],
  [
    { epoch: [...method.epoch, { name: 'three', updates: ['block/3'] }] },
    ['The pass "three" names the update "block/3", which does not exist.'],
  ],
];

for (const [change, problems] of cases) {
  test(`reports: ${problems[0]}`, () => assert.equal(structureProblems({ ...method, ...change }), problems));
}

test.run();
