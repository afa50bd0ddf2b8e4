import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { withFolder } from '../shared/temporary';
import { findPhrases } from './phrases';

const test = suite('phrases');

const british = 'Use American spelling.';

test('reports the place, the words and what to say instead', async () => {
  const text = [
    'A number is wanted, but this is a list.',
    'A file, but there is none to go on with.',
    "It is normalised in `colour.ts`, 'a/grey.ts' and noprop/rmsprop-centred; the colour is grey.",
    'Expected a number, got a list. This is no longer so.',
    '`A list is wanted, got Y.`',
  ];
  await withFolder({ 'a.md': text.join('\n') }, (folder) => {
    const file = join(folder, 'a.md');
    assert.equal(findPhrases([file]), [
      `${file}:1:10  "is wanted": Say "Expected X, got Y." or what has to be there.`,
      `${file}:2:9  "but there is none": Say what is missing: "This run has no checkpoint."`,
      `${file}:2:30  "go on with": Say "resume" or "continue".`,
      `${file}:3:7  "normalised": ${british}`,
      `${file}:3:78  "colour": ${british}`,
      `${file}:5:9  "is wanted": Say "Expected X, got Y." or what has to be there.`,
    ]);
  });
});

test.run();
