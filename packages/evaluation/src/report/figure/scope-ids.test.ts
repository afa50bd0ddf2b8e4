import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { scopeIds } from './scope-ids';

const test = suite('scopeIds');

test('ids and all that refers to them get the prefix, texts and colours do not', () => {
  const svg =
    '<svg aria-labelledby="t d" id="root"><title id="t">id="t" url(#c)</title><desc id="d">x</desc><clipPath id="c"/>' +
    '<g clip-path="url(#c)" fill="#abcdef"><use xlink:href="#c"/><use href="#elsewhere"/></g></svg>';
  assert.is(
    scopeIds(svg, 'f1'),
    '<svg aria-labelledby="f1-t f1-d" id="f1-root"><title id="f1-t">id="t" url(#c)</title><desc id="f1-d">x</desc><clipPath id="f1-c"/>' +
      '<g clip-path="url(#f1-c)" fill="#abcdef"><use xlink:href="#f1-c"/><use href="#elsewhere"/></g></svg>',
  );
});

test.run();
