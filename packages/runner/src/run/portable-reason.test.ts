import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { portableReason } from './portable-reason';

const test = suite('portableReason');

const [folder, home] = ['/home/anna/my clone', '/home/anna'];

const cases: readonly (readonly [reason: string, portable: string])[] = [
  [
    `${folder}/pipelines/a.yaml:2:46  dataset.with.root  No complete copy of mnist in ${folder}/nowhere; missing: x.  [dataset_missing]`,
    'pipelines/a.yaml:2:46  dataset.with.root  No complete copy of mnist in nowhere; missing: x.  [dataset_missing]',
  ],
  [
    'The dataset mnist was not found in /data/shared/sets/mnist, /home/anna/.cache/noprop/mnist, and cannot be downloaded: https://example.org/a/b/c: getaddrinfo ENOTFOUND.',
    'The dataset mnist was not found in .../sets/mnist, ~/.cache/noprop/mnist, and cannot be downloaded: https://example.org/a/b/c: getaddrinfo ENOTFOUND.',
  ],
  [
    "Error: Cannot find module '/opt/node/lib/x.js'\n  from file:///home/anna/x.js:3",
    "Error: Cannot find module '.../lib/x.js'\n  from ~/x.js:3",
  ],
  [`It is in ${folder}.`, 'It is in ..'],
  ['It is in /home/anna, or in "/home/anna"', 'It is in ~, or in "~"'],
  ['/home/anna-maria/runs/x and /home/anna.bak/x', '.../runs/x and .../anna.bak/x'],
  [
    '/srv/x and /tmp stay, so do ../a/b/c, ./a/b/c and images/s',
    '/srv/x and /tmp stay, so do ../a/b/c, ./a/b/c and images/s',
  ],
  ['1 / 2 / 3, 3/4/5 images, n/a', '1 / 2 / 3, 3/4/5 images, n/a'],
];

for (const [reason, portable] of cases) {
  test(reason, () => {
    assert.is(portableReason(reason, folder, home), portable);
    assert.is(portableReason(portable, folder, home), portable, 'a second time changes nothing');
  });
}

test('handles / as the working folder, and a home inside or equal to the working folder', () => {
  assert.is(portableReason('in /a/b/c and /home/me/x', '/', '/home/me'), 'in .../b/c and ~/x');
  assert.is(portableReason('in /home/anna/x and /home/b', '/home', '/home/anna'), 'in ~/x and b');
  assert.is(portableReason('in /home/anna/x', '/home/anna', '/home/anna'), 'in x');
});

test.run();
