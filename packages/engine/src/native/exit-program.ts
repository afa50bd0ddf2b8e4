import { isMainThread, Worker } from 'node:worker_threads';
import { startTestEngine } from '../testing';
import { convNetStep, initialState, runStep, stripes } from '../testing/conv-net';

/** Program: takes a training step on the engine, then ends in the way given by its argument. */
async function main(backend: string, ending: string): Promise<void> {
  if (ending === 'worker' && isMainThread) {
    const worker = new Worker(__filename, { argv: [backend, ending], execArgv: process.execArgv });
    worker.on('message', (text) => console.log(text));
    return;
  }
  await startTestEngine({ backend: backend as 'tensorflow' });
  const { loss } = runStep(convNetStep(stripes()), initialState(), 0);
  console.log(`stepped ${loss > 0}`);
  if (ending === 'exit') process.exit(3);
  if (ending === 'throw') {
    setImmediate(() => {
      throw new Error('never caught');
    });
  }
  if (ending === 'reject') void Promise.reject(new Error('never handled'));
}

void main(process.argv[2] as string, process.argv[3] as string);
