import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Silence } from './silence';

const test = suite('Silence');

test('aborts if heard is never called', async () => {
  const silence = new Silence(10);
  assert.is(silence.signal.aborted, false);
  await once(silence.signal, 'abort');
});

test('heard postpones the abort by the whole patience', async () => {
  const patience = 200;
  // On a busy machine the abort may come before heard is called; then try again.
  for (let shown = false; !shown; ) {
    const silence = new Silence(patience);
    await sleep(patience / 2);
    shown = !silence.signal.aborted;
    const heard = performance.now();
    silence.heard();
    if (!silence.signal.aborted) await once(silence.signal, 'abort');
    // Timers may fire a millisecond early.
    if (shown)
      assert.ok(performance.now() - heard > patience - 2, `aborted ${performance.now() - heard} ms after heard`);
  }
});

test('end aborts at once, so that no connection stays open', () => {
  const silence = new Silence(60_000);
  silence.end();
  assert.is(silence.signal.aborted, true);
});

test.run();
