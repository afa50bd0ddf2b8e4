import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { checkDocument } from './check';
import { toPlain } from './node';
import { parseYaml } from './parse';

/** Pieces of text that come closer to YAML than random characters. */
const pieces = [
  ...[
    'a',
    'b: ',
    '- ',
    '? ',
    ': ',
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '|\n',
    '>-\n',
    '#',
    '&a ',
    '*a',
    '!t ',
    '!!str ',
    '%YAML 1.1\n',
  ],
  ...[
    '---\n',
    '...\n',
    '\n',
    '\r\n',
    '  ',
    '\t',
    '~',
    '.inf',
    '0x',
    '1e999',
    '__proto__: ',
    'constructor: ',
    '<<: *a',
    '\ufeff',
    '\u0000',
    '\ud800',
  ],
  ...['dataset: ', 'uses: x\n', 'with: ', 'training: ', 'evaluation: ', 'seed: 1\n', 'plugins: [x]\n'],
];
const nearYaml = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
const text = fc.oneof(nearYaml, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const path = fc.array(
  fc.constantFrom('a', 'training', 'with', 'evaluation', '0', '1', '__proto__', 'constructor', ''),
  { maxLength: 4 },
);
const operand = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .tuple(fc.constantFrom('', '+', '~'), path, fc.constantFrom('=', ''), text)
    .map(([sign, parts, equals, value]) => `${sign}${parts.join('.')}${equals}${value}`),
);

const own = (value: object): string[] => Object.getOwnPropertyNames(value).sort();
const untouched = [own(Object.prototype), own(Array.prototype), own(Function.prototype)];

/** Whether a value is plain JSON without reserved JavaScript names. */
function isPlainJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlainJson);
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    return !keys.includes('__proto__') && !keys.includes('constructor') && Object.values(value).every(isPlainJson);
  }
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** For tests: asserts that random text is parsed or refused with whole sentences, without throwing. */
export function checkParsing(numRuns: number): void {
  fc.assert(
    fc.property(text, (given) => {
      const { root, issues } = parseYaml(given);
      assert.ok(root !== undefined || issues.length > 0);
      for (const { message, range } of issues) {
        assert.match(message, /^[A-Z](?:.|\n)*\.$/);
        if (range !== undefined) assert.ok(range.line >= 1 && range.column >= 1);
      }
      if (root !== undefined) assert.ok(isPlainJson(toPlain(root)));
    }),
    { numRuns },
  );
}

/** For tests: asserts that random text is checked with random overrides, without changing prototypes. */
export function checkDocuments(numRuns: number): void {
  fc.assert(
    fc.property(
      fc.oneof(text, fc.constant('a: {b: [1]}\n')),
      fc.array(operand, { maxLength: 3 }),
      (given, overrides) => {
        const checked = checkDocument(given, overrides);
        for (const issue of checked.issues) {
          const located = 'locate' in checked ? checked.locate(issue) : issue;
          assert.is(located.message, issue.message);
        }
        assert.equal([own(Object.prototype), own(Array.prototype), own(Function.prototype)], untouched);
      },
    ),
    { numRuns },
  );
}
