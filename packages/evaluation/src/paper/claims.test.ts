import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { claimedPairs, paperClaims } from './claims';

const test = suite('claims of section 4.6');

test('each claim has pairs with values, and its exceptions are the pairs that contradict it', () => {
  assert.equal(
    paperClaims.map((claim) => [claim.id, claimedPairs(claim).length, claim.exceptions.length]),
    [
      ['dt-reaches-backprop', 9, 4],
      ['dt-trains-less-far', 9, 0],
      ['dt-beats-quoted', 15, 0],
      ['dt-less-memory', 3, 0],
      ['ct-fm-below-dt', 18, 0],
      ['ct-fm-above-adjoint', 12, 3],
      ['ct-fm-faster', 4, 0],
      ['fm-needs-learned-labels', 2, 0],
      ['heads-no-winner', 9, 0],
      ['starts-reach-random', 6, 3],
    ],
  );
  for (const claim of paperClaims.filter(({ relation }) => relation !== 'mixed')) {
    const against = claimedPairs(claim).filter(({ holds }) => !holds);
    const named = against.map(({ dataset, first, second }) => ({ dataset, pair: [first, second] }));
    assert.equal(named, claim.exceptions, claim.id);
  }
});

test('the claim without a winner has pairs both ways', () => {
  const mixed = paperClaims.filter(({ relation }) => relation === 'mixed').map((claim) => claimedPairs(claim));
  assert.equal(
    mixed.map((pairs) => pairs.filter(({ holds }) => holds).length),
    [4],
  );
});

test('measured values replace the printed ones, and pairs without them are left out', () => {
  const [claim] = paperClaims;
  assert.ok(claim !== undefined);
  const measured = new Map([
    ['table-1-mnist-noprop-dt-one-hot', 0.97],
    ['table-1-mnist-backprop-one-hot', 0.98],
    ['table-1-mnist-noprop-dt-dim-20', 0.97],
  ]);
  assert.equal(
    claimedPairs(claim, (name) => measured.get(name)),
    [
      {
        dataset: 'mnist',
        first: 'noprop-dt-one-hot',
        second: 'backprop-one-hot',
        firstValue: 0.97,
        secondValue: 0.98,
        holds: false,
      },
    ],
  );
});

test.run();
