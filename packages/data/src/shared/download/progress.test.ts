import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { byteProgress } from './progress';

const test = suite('byteProgress');

function messagesOf(bytes: number, received: readonly number[]): string[] {
  const messages: string[] = [];
  const show = byteProgress('images.gz', 'http://mirror/', bytes, (message) => messages.push(message));
  received.forEach(show);
  return messages;
}

test('reports each tenth at most once', () => {
  assert.equal(messagesOf(10_000_000, [10_000, 900_000, 1_000_000, 1_900_000, 2_500_000, 10_000_000]), [
    'images.gz: 0.0 of 10.0 MB from http://mirror/',
    'images.gz: 1.0 of 10.0 MB from http://mirror/',
    'images.gz: 2.5 of 10.0 MB from http://mirror/',
    'images.gz: 10.0 of 10.0 MB from http://mirror/',
  ]);
});

test('shows small files with two decimals', () => {
  assert.equal(messagesOf(28_881, [28_881]), ['images.gz: 0.03 of 0.03 MB from http://mirror/']);
});

test.run();
