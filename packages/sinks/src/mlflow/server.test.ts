import { messageOf } from '@noprop/core/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mlflowServer } from './server';

const test = suite('mlflowServer');

test('prefers the option to the environment and drops trailing slashes', () => {
  const env = { MLFLOW_TRACKING_URI: 'https://mlflow.example/base/' };
  assert.equal(mlflowServer(undefined, env), { uri: 'https://mlflow.example/base' });
  assert.equal(mlflowServer('http://127.0.0.1:5000/', env), { uri: 'http://127.0.0.1:5000' });
});

test('prefers a token to a user name and password', () => {
  const [uri, user] = ['http://a.example', { MLFLOW_TRACKING_USERNAME: 'me', MLFLOW_TRACKING_PASSWORD: 'pass' }];
  assert.is(mlflowServer(uri, user).authorization, 'Basic bWU6cGFzcw==');
  assert.is(mlflowServer(uri, { ...user, MLFLOW_TRACKING_TOKEN: 'abc' }).authorization, 'Bearer abc');
});

const end = '  [mlflow_server]';
const refusals: readonly (readonly [string | undefined, string])[] = [
  [
    undefined,
    'uri  No MLflow tracking server is set. Set with.uri or MLFLOW_TRACKING_URI, e.g. to http://127.0.0.1:5000.',
  ],
  ['sqlite:///a.db', 'uri  uri must be the http or https address of a server. Start one with "mlflow server".'],
  ['mlruns', 'uri  uri must be the http or https address of a server. Start one with "mlflow server".'],
  [
    'http://me:hunter2@a.example',
    'uri  uri must not contain a user name or password, because it is saved with the run. ' +
      'Set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN.',
  ],
  ['http://a.example/?token=1', 'uri  uri must not contain "?" or "#". Remove everything after the path.'],
];

for (const [uri, message] of refusals) {
  test(`refuses ${uri}`, () =>
    assert.is(
      messageOf(() => mlflowServer(uri, {})),
      `${message}${end}`,
    ));
}

test('names the variable of a bad address without showing the address', () => {
  assert.is(
    messageOf(() => mlflowServer(undefined, { MLFLOW_TRACKING_URI: 'ftp://me:hunter2@a.example' })),
    `uri  MLFLOW_TRACKING_URI must be the http or https address of a server. Start one with "mlflow server".${end}`,
  );
});

test.run();
