import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { escapeHtml, html, isEmpty, trusted } from './html';
import { visible } from './visible';

const test = suite('html');

test('escapes a hostile name, between tags and in an attribute', () => {
  const name = `</td><script>alert('x')</script>" onload=\`y\` &amp;`;
  assert.is(
    html`<td title="${name}">${name}</td>`.text,
    `<td title="&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&#96;y&#96; &amp;amp;">&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&#96;y&#96; &amp;amp;</td>`,
  );
});

test('keeps markup, joins lists, and prints nothing for undefined, null and false', () => {
  const items = ['a', '<b>', 3].map((item) => html`<li>${item}</li>`);
  assert.is(
    html`<ul>${items}${undefined}${null}${false}${trusted('<hr>')}${0}</ul>`.text,
    '<ul><li>a</li><li>&lt;b&gt;</li><li>3</li><hr>0</ul>',
  );
  assert.equal([isEmpty([undefined, html` `]), isEmpty([0])], [true, false]);
});

test('makes invisible characters visible', () => {
  assert.is(
    visible('a\u202Efdp.exe\u0000\u001b[2J\ud800\ufeff\n\tb'),
    'a[U+202E]fdp.exe[U+0000][U+001B][2J[U+D800][U+FEFF]\n\tb',
  );
  assert.is(visible('Zürich ± 0.5 → 𝔸 日本語'), 'Zürich ± 0.5 → 𝔸 日本語');
});

test('property: escaped text has no HTML special characters, and unescapes to the visible text', () => {
  const back: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#96': '`' };
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const escaped = escapeHtml(text);
      assert.not(/[<>"'`]/.test(escaped));
      assert.is(
        escaped.replace(/&([^;]+);/g, (_, name: string) => back[name] as string),
        visible(text),
      );
    }),
  );
});

test.run();
