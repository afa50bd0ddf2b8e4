import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { html, trusted } from '../html/html';
import { page } from './page';
import { colors } from './palette';
import { contentSecurityPolicy } from './policy';

const test = suite('page');

const built = (body = html`<p>text</p>`): string =>
  page({
    kind: 'Run report',
    title: '</title><script>alert(1)</script>',
    summary: '',
    sections: [
      { id: 'one', title: 'First', body },
      { id: 'two', title: 'Empty', body: undefined },
    ],
    footer: 'end',
  });

test('a page has one title, one main and a skip link', () => {
  const text = built();
  assert.ok(text.startsWith('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'));
  for (const tag of ['<h1>', '<main ', '<header>', '<footer>', '<nav ', '<a class="skip" href="#main">'])
    assert.is(text.split(tag).length, 2, tag);
  assert.match(text, '<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; · Run report</title>');
});

test('leaves a section without a body out of the page and its contents', () => {
  const text = built();
  assert.match(text, '<ul><li><a href="#one">First</a></li></ul>');
  assert.not.match(text, 'Empty');
});

test('loads nothing and has no script', () => {
  const text = built();
  assert.not(/<script|<iframe|<object|\son\w+=|@import|url\(|https?:/i.test(text));
  const links = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link]) => link);
  assert.equal(links, ['data:,', '#main', '#one']);
});

test('the policy allows no style sheets but those of the page', () => {
  const hash = (sheet: string) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
  assert.is(
    contentSecurityPolicy('<style>a{}</style><svg><style type="text/css">b{}</style></svg><style>a{}</style>'),
    `default-src 'none'; style-src ${hash('a{}')} ${hash('b{}')}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  const text = built(html`${trusted('<svg><style>.x{fill:red}</style></svg>')}`);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
  for (const [, sheet = ''] of text.matchAll(/<style>([\s\S]*?)<\/style>/g))
    assert.match(policy.replaceAll('&#39;', "'"), hash(sheet));
});

test('text has a contrast of at least 4.5:1 on every background, in light and dark', () => {
  for (const [scheme, { ground, raised, ink, quiet, accent, good, bad, warn, focus }] of Object.entries(colors)) {
    for (const [name, color] of Object.entries({ ink, quiet, accent, good, bad, warn }))
      for (const back of [ground, raised]) {
        const found = contrast(color, back);
        assert.ok(found >= 4.5, `${scheme} ${name} on ${back}: ${found.toFixed(2)}`);
      }
    assert.ok(contrast(focus, ground) >= 3);
  }
  assert.is(contrast('#000000', '#ffffff').toFixed(2), '21.00');
  assert.is(contrast('#767676', '#ffffff').toFixed(2), '4.54');
});

test.run();

/** WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
