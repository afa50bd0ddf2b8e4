import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { testSink } from '../testing/test-sink';
import { mlflow } from './mlflow';
import { startToyServer } from './toy-server';

const started = startToyServer();

testSink(mlflow, { options: async () => ({ uri: (await started).uri }) });

const test = suite('server of the sink laws');

test('received every metric of every run', async () => {
  const server = await started;
  const created = server.calls.filter(({ endpoint }) => endpoint === 'runs/create').length;
  // Seven laws open a run. One of them also opens a second run, and one reopens the same folder.
  assert.is(created, 8);
  assert.is(server.metric('test/accuracy').length, 9);
  await server.close();
});

test.run();
