import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { probe } from './probe';
import { closedOrigin, sendBytes, withServer } from './testing-server';

const test = suite('probe');

test('says nothing of a file that is there', () =>
  withServer([sendBytes(Buffer.alloc(0), { 'content-length': 1000 })], async ({ origin, asked }) => {
    assert.is(await probe(`${origin}/labels.gz`), undefined);
    assert.is(asked.length, 1);
  }));

test('says what the server answered', () =>
  withServer([sendBytes(Buffer.alloc(0), {}, 404)], async ({ origin }) => {
    assert.is(await probe(`${origin}/labels.gz`), `${origin}/labels.gz answered 404 Not Found`);
  }));

test('says why the server cannot be reached', async () => {
  const closed = await closedOrigin();
  assert.is(await probe(`${closed}/labels.gz`), `${closed}/labels.gz cannot be reached (ECONNREFUSED)`);
});

test('does not wait for a server that says nothing', () =>
  withServer([() => undefined], async ({ origin }) => {
    const said = await probe(`${origin}/labels.gz`, 50);
    assert.is(said, `${origin}/labels.gz cannot be reached (no answer within 0.05 s)`);
  }));

test.run();
