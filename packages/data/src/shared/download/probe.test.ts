import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { probe } from './probe';
import { closedOrigin, sendBytes, withServer } from './testing-server';

const test = suite('probe');

test('returns undefined for a file that exists', () =>
  withServer([sendBytes(Buffer.alloc(0), { 'content-length': 1000 })], async ({ origin, asked }) => {
    assert.is(await probe(`${origin}/labels.gz`), undefined);
    assert.is(asked.length, 1);
  }));

test('reports the status of a refusal', () =>
  withServer([sendBytes(Buffer.alloc(0), {}, 404)], async ({ origin }) => {
    assert.is(await probe(`${origin}/labels.gz`), `${origin}/labels.gz answered 404 Not Found`);
  }));

test('reports why the server cannot be reached', async () => {
  const closed = await closedOrigin();
  assert.is(await probe(`${closed}/labels.gz`), `${closed}/labels.gz cannot be reached (ECONNREFUSED)`);
});

test('times out on a server that does not answer', () =>
  withServer([() => undefined], async ({ origin }) => {
    const problem = await probe(`${origin}/labels.gz`, 50);
    assert.is(problem, `${origin}/labels.gz cannot be reached (no answer within 0.05 s)`);
  }));

test.run();
