import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSink } from '../testing/test-sink';
import { mlflow } from './mlflow';
import { startToyServer } from './toy-server';

const started = startToyServer();

testSink(mlflow, { options: async () => ({ uri: (await started).uri }) });

const test = suite('the server of the laws');

test('has taken every figure of every run, and refused none', async () => {
  const server = await started;
  const created = server.calls.filter(({ endpoint }) => endpoint === 'runs/create').length;
  // Seven laws open a run, one of them a second one at the same time, and one the same folder again.
  assert.is(created, 8);
  assert.is(server.metric('test/accuracy').length, 9);
  await server.close();
});

test.run();
