import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { csv } from './csv';

const test = suite('csv');

test('only fields that need quotes have them, and lines end as RFC 4180 says', () => {
  assert.is(
    csv([
      ['name', 'reason', 'seed'],
      ['a,b', 'said "no"\nand left', 3],
      ['plain', undefined, 0.1],
    ]),
    'name,reason,seed\r\n"a,b","said ""no""\nand left",3\r\nplain,,0.1\r\n',
  );
});

test('property: what is written reads back', () => {
  const rows = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ') }), { minLength: 2 }),
    {
      minLength: 1,
    },
  );
  fc.assert(fc.property(rows, (table) => assert.equal(read(csv(table)), table)));
});

test.run();

/** A reader of RFC 4180, by its grammar. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    (rows.at(-1) as string[]).push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
