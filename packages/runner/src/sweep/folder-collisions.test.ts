import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { folderCollisions } from './folder-collisions';

const test = suite('folderCollisions');

test('refuses trials of one name whose ids share the first 8 digits', () => {
  const [one, two] = ['0', '1'].map((digit) => `12345678${digit.repeat(56)}`) as [string, string];
  assert.equal(
    folderCollisions([
      { name: 'a', id: one },
      { name: 'b', id: one },
      { name: 'a', id: two },
    ]),
    [
      {
        code: 'folder_collision',
        path: '',
        message: 'Two trials would share the folder a-12345678.',
        hint: 'Use other seeds, or move one of the trials to another sweep.',
      },
    ],
  );
});

test.run();
