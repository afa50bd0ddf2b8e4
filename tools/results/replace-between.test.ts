import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { replaceBetween } from './replace-between';

const test = suite('lines between markers');

test('are replaced without changing the rest', () => {
  const text = 'a\n<!-- results -->\nold $1\n<!-- /results -->\nb\n';
  assert.is(replaceBetween(text, 'results', 'new $&\n'), 'a\n<!-- results -->\nnew $&\n<!-- /results -->\nb\n');
});

test('must occur once and in order', () => {
  const message = 'Expected <!-- results --> and <!-- /results --> once each, in this order.';
  const [open, close] = ['<!-- results -->\n', '<!-- /results -->\n'];
  for (const text of ['', open, close, close + open, open + close + open, open + close + close]) {
    assert.throws(
      () => replaceBetween(text, 'results', ''),
      (error: Error) => error.message === message,
      JSON.stringify(text),
    );
  }
});

test.run();
