import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { portableReason } from './portable-reason';

const test = suite('portableReason');

const [folder, home] = ['/home/anna/my clone', '/home/anna'];

const cases: readonly (readonly [reason: string, portable: string])[] = [
  [
    `${folder}/pipelines/a.yaml:2:46  dataset.with.root  The dataset mnist is wanted in ${folder}/nowhere, each file plain or as .gz; not found: x.  [dataset_missing]`,
    'pipelines/a.yaml:2:46  dataset.with.root  The dataset mnist is wanted in nowhere, each file plain or as .gz; not found: x.  [dataset_missing]',
  ],
  [
    'The dataset mnist is in none of /data/shared/sets/mnist, /home/anna/.cache/noprop/mnist, and cannot be downloaded: https://example.org/a/b/c: getaddrinfo ENOTFOUND.',
    'The dataset mnist is in none of .../sets/mnist, ~/.cache/noprop/mnist, and cannot be downloaded: https://example.org/a/b/c: getaddrinfo ENOTFOUND.',
  ],
  [
    "Error: Cannot find module '/opt/node/lib/x.js'\n  from file:///home/anna/x.js:3",
    "Error: Cannot find module '.../lib/x.js'\n  from ~/x.js:3",
  ],
  [`It lies in ${folder}.`, 'It lies in ..'],
  ['It lies in /home/anna, or in "/home/anna"', 'It lies in ~, or in "~"'],
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
    assert.is(portableReason(portable, folder, home), portable, 'twice is as good as once');
  });
}

test('at the root of the machine, and with a home inside the working folder', () => {
  assert.is(portableReason('in /a/b/c and /home/me/x', '/', '/home/me'), 'in .../b/c and ~/x');
  assert.is(portableReason('in /home/anna/x and /home/b', '/home', '/home/anna'), 'in ~/x and b');
  assert.is(portableReason('in /home/anna/x', '/home/anna', '/home/anna'), 'in x');
});

test.run();
