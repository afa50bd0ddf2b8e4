import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { csv } from './csv';

const test = suite('csv');

test('quotes only the fields that need it, and ends lines with CRLF', () => {
  assert.is(
    csv([
      ['name', 'reason', 'seed'],
      ['a,b', 'said "no"\nand left', 3],
      ['plain', undefined, 0.1],
    ]),
    'name,reason,seed\r\n"a,b","said ""no""\nand left",3\r\nplain,,0.1\r\n',
  );
});

test('puts an apostrophe before spreadsheet formulas, but not before numbers', () => {
  assert.is(
    csv([
      ['=1+1', '+cmd', '-x', '@SUM(A1)', '\tx', '\r=x', '=HYPERLINK("a","b")'],
      [-0.5, '-0.5', '+1e-3', '-1E+6', '.5', 'a=1', '1-2'],
      ['-', '+', '-1-1', '- 1', '', "'=1", '−1'],
    ]),
    [
      `'=1+1,'+cmd,'-x,'@SUM(A1),'\tx,"'\r=x","'=HYPERLINK(""a"",""b"")"`,
      '-0.5,-0.5,+1e-3,-1E+6,.5,a=1,1-2',
      `'-,'+,'-1-1,'- 1,,'=1,−1`,
      '',
    ].join('\r\n'),
  );
});

test('property: rows read back unchanged, but for the apostrophe before a leading line end', () => {
  const rows = fc.array(
    fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ') }), { minLength: 2 }),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(rows, (table) =>
      assert.equal(
        read(csv(table)),
        table.map((row) => row.map(neutral)),
      ),
    ),
  );
});

test.run();

const neutral = (text: string): string => (/^[\r\n]/.test(text) ? `'${text}` : text);

/** Reads CSV by the grammar of RFC 4180. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    (rows.at(-1) as string[]).push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
