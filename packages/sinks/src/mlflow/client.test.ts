import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MlflowClient } from './client';
import { type Fault, startToyServer, type ToyServer } from './toy-server';

const test = suite('MlflowClient');

async function withServer(
  fault: (endpoint: string, call: number) => Fault | undefined,
  body: (server: ToyServer, client: MlflowClient) => Promise<void>,
  timeout = 60_000,
): Promise<void> {
  const server = await startToyServer(fault);
  const { signal } = new AbortController();
  const options = { signal, delays: [1, 2, 3], timeout };
  try {
    await body(server, new MlflowClient({ uri: server.uri, authorization: 'Bearer secret' }, options));
  } finally {
    await server.close();
  }
}

const failureOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'nothing failed',
    (error: Error) => error.message,
  );

const create = (client: MlflowClient): Promise<unknown> => client.post('experiments/create', { name: 'a' });

for (const [what, fault] of [
  ['a busy server', { status: 503, after: 0 }],
  ['a rate limit', { status: 429, code: 'REQUEST_LIMIT_EXCEEDED' }],
  ['a broken connection', 'drop'],
] as const) {
  test(`retries up to three times after ${what}`, () =>
    withServer(
      (_, call) => (call <= 3 ? fault : undefined),
      async (server, client) => {
        assert.equal(await create(client), { experiment_id: '1' });
        assert.equal(
          server.calls.map(({ endpoint, authorization }) => [endpoint, authorization]),
          Array.from({ length: 4 }, () => ['experiments/create', 'Bearer secret']),
        );
      },
    ));
}

test('retries after a timeout', () =>
  withServer(
    (_, call) => (call === 1 ? 'hang' : undefined),
    async (_, client) => assert.equal(await create(client), { experiment_id: '1' }),
    1000,
  ));

test('reports the last failure without the token', () =>
  withServer(
    () => ({ status: 500, code: 'INTERNAL_ERROR' }),
    async ({ uri, calls }, client) => {
      const reason = '500 INTERNAL_ERROR refused INTERNAL_ERROR';
      const message = `The MLflow server at ${uri} answered experiments/create with ${reason}`;
      assert.is(await failureOf(create(client)), message);
      assert.is(calls.length, 4);
    },
  ));

test('does not retry a refusal and hides the query in its message', () =>
  withServer(
    () => ({ status: 403, code: 'PERMISSION_DENIED' }),
    async ({ uri, calls }, client) => {
      const asked = client.get('experiments/get-by-name', { experiment_name: 'a b' });
      const reason = '403 PERMISSION_DENIED refused PERMISSION_DENIED';
      const message = `The MLflow server at ${uri} answered experiments/get-by-name with ${reason}`;
      assert.is(await failureOf(asked), message);
      assert.equal(
        calls.map(({ body }) => body),
        [{ experiment_name: 'a b' }],
      );
    },
  ));

test('does not follow redirects, so that no metrics or credentials go elsewhere', () =>
  withServer(
    () => ({ status: 307 }),
    async ({ uri, calls }, client) => {
      const message = `The MLflow server at ${uri} answered experiments/create with 307 refused`;
      assert.ok((await failureOf(create(client))).startsWith(message));
      assert.is(calls.length, 1);
    },
  ));

test('reports that no server is listening', async () => {
  const server = await startToyServer();
  await server.close();
  const client = new MlflowClient({ uri: server.uri }, { signal: new AbortController().signal, delays: [1] });
  assert.is(await failureOf(create(client)), `The MLflow server at ${server.uri} cannot be reached: ECONNREFUSED.`);
});

test('reports a server that never answers in time', () =>
  withServer(
    () => 'hang',
    async ({ uri }, client) => {
      const message = `The MLflow server at ${uri} cannot be reached: it did not answer in time.`;
      assert.is(await failureOf(create(client)), message);
    },
    20,
  ));

test.run();
