import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../compare/compare';
import { accuracyRow } from '../figures/shared/groups';
import { runRecord, sweepRecord, trialRecord } from '../statistics/fixture';
import { groupTrials } from '../statistics/group-trials';

const test = suite('paperSide');

/** A group of a pipeline of this name, whose plan expects a different value than the paper prints. */
function groupNamed(name: string, expected: { readonly paper?: number; readonly spread?: number }) {
  const run = runRecord({ plan: { name, expected: { accuracy: expected } }, test: [0.9] });
  const [group] = groupTrials(sweepRecord([trialRecord(name, 1, { run })]));
  return group as NonNullable<typeof group>;
}

test("tables and figures show the paper's value, whatever the pipeline expects", () => {
  const group = groupNamed('table-1-mnist-noprop-dt-one-hot', { paper: 0.5, spread: 0.25 });
  const [row] = compare([group]).rows;
  assert.equal(row?.paper, { value: 0.9947, spread: 0.0005, source: 'Table 1', readByEye: false });
  const { paper, paperSpread } = accuracyRow(group) ?? {};
  assert.equal([paper, paperSpread], [0.9947, 0.0005]);
});

test('a pipeline outside the paper shows the value that it expects in both', () => {
  const group = groupNamed('mine', { paper: 0.5, spread: 0.25 });
  const [row] = compare([group]).rows;
  assert.equal(row?.paper, { value: 0.5, spread: 0.25, source: 'the pipeline', readByEye: false });
  const { paper, paperSpread } = accuracyRow(group) ?? {};
  assert.equal([paper, paperSpread], [0.5, 0.25]);
});

test('both show nothing without a value in the paper or the pipeline', () => {
  const group = groupNamed('mine', {});
  assert.is(compare([group]).rows[0]?.paper, undefined);
  assert.not.ok('paper' in (accuracyRow(group) ?? {}));
});

test.run();
