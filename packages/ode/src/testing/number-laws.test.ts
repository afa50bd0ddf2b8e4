import { messageOf } from '@noprop/core/testing';
import { suite, type Test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Tableau } from '../tableau/tableau';
import { dopri5 } from '../tableaus/dopri5';
import { numberLaws } from './number-laws';

const test = suite('number laws');

/** Runs one law of a tableau. */
function check(law: string, tableau: Tableau): void {
  const laws = new Map<string, () => void>();
  numberLaws(((name: string, run: () => void) => void laws.set(name, run)) as unknown as Test, tableau);
  laws.get(law)?.();
}

test('a tableau with any part that is not frozen breaks the law "is deeply frozen"', () => {
  const { embedded, dense } = dopri5 as Required<Tableau>;
  const [first, ...others] = dense.coefficients as [readonly number[], ...(readonly number[])[]];
  const frozen = <T extends object>(value: T): T => Object.freeze(value);
  const parts: readonly (readonly [string, Partial<Tableau>])[] = [
    ['a', { a: [...dopri5.a] }],
    ['embedded', { embedded: { ...embedded } }],
    ['embedded.b', { embedded: frozen({ ...embedded, b: [...embedded.b] }) }],
    ['dense.coefficients.0', { dense: frozen({ ...dense, coefficients: frozen([[...first], ...others]) }) }],
  ];
  check('is deeply frozen', dopri5);
  for (const [path, changes] of parts) {
    const message = messageOf(() => check('is deeply frozen', frozen({ ...dopri5, ...changes })));
    assert.is(message, `expected dopri5.${path} to be frozen`);
  }
});

test.run();
