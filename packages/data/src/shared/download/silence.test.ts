import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Silence } from './silence';

const test = suite('Silence');

test('aborts when nothing is heard', async () => {
  const silence = new Silence(10);
  assert.is(silence.signal.aborted, false);
  await once(silence.signal, 'abort');
});

test('what is heard puts the abort off', async () => {
  const silence = new Silence(400);
  const started = performance.now();
  for (let i = 0; i < 4; i++) {
    await sleep(150);
    silence.heard();
  }
  if (!silence.signal.aborted) await once(silence.signal, 'abort');
  const waited = performance.now() - started;
  assert.ok(waited > 700, `aborted after ${waited} ms, although heard of until 600 ms`);
});

test('an end aborts at once, so that no connection stays open', () => {
  const silence = new Silence(60_000);
  silence.end();
  assert.is(silence.signal.aborted, true);
});

test.run();
