import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { startEngine } from './start';
import { currentState, requireState } from './state';
import { tf } from './tf';

const test = suite('engine startup');

async function failureOf(run: () => Promise<unknown>): Promise<NopropError> {
  const error = await run().then(
    () => new Error('expected an error'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof NopropError)) throw error;
  return error;
}

// The order of these tests matters: a process has only one engine.
test('fails with exit code 4 and starts nothing if the requested backend is missing', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'noprop-engine-'));
  const before = process.env.NOPROP_ENGINE;
  process.env.NOPROP_ENGINE = empty;
  try {
    const error = await failureOf(() => startEngine({ backend: 'tensorflow' }));
    assert.is(error.exitCode, exitCodes.backendMissing);
    assert.match(error.message, `NOPROP_ENGINE`);
    assert.is(currentState(), undefined);
  } finally {
    if (before === undefined) delete process.env.NOPROP_ENGINE;
    else process.env.NOPROP_ENGINE = before;
    rmSync(empty, { recursive: true });
  }
});

const gpuHint =
  'Set engine.device: auto, or set NOPROP_ENGINE to a TensorFlow with GPU support: "npm run setup" installs one without.';

test('shows how to get a GPU if libtensorflow finds none, or another backend is requested', async () => {
  const before = process.env.CUDA_VISIBLE_DEVICES;
  process.env.CUDA_VISIBLE_DEVICES = '';
  try {
    const messages = [
      await failureOf(() => startEngine({ device: 'gpu' })),
      await failureOf(() => startEngine({ device: 'gpu', backend: 'wasm' })),
    ].map(({ message }) => message);
    assert.equal(messages, [
      `engine  libtensorflow found no GPU on this machine. ${gpuHint}  [backend_missing]`,
      `engine  A GPU needs the tensorflow backend, got wasm. ${gpuHint}  [backend_missing]`,
    ]);
    assert.is(currentState(), undefined);
  } finally {
    if (before === undefined) delete process.env.CUDA_VISIBLE_DEVICES;
    else process.env.CUDA_VISIBLE_DEVICES = before;
  }
});

test('has no state before startup', () => {
  assert.throws(() => requireState(), 'internal: the engine has not started; call startEngine first.');
});

test('reports the backend, device, threads and compiler in use', async () => {
  const info = await startEngine({ backend: 'tensorflow', device: 'cpu', threads: 2 });
  assert.equal(info, {
    backend: 'tensorflow',
    version: '2.21.0',
    device: 'cpu',
    threads: 2,
    oneDnn: true,
    compiler: 'graph',
    reason: 'libtensorflow is installed',
  });
  assert.is(tf.getBackend(), 'tensorflow');
  assert.ok(availableParallelism() >= 1);
});

test('returns the running engine for a second start with compatible options', async () => {
  const info = await startEngine();
  assert.ok((await startEngine({ backend: 'auto', threads: 2, compiler: 'graph' })) === info);
  assert.ok((await startEngine({ backend: 'tensorflow', device: 'auto', threads: 'auto' })) === info);
});

const REFUSED = [
  [{ backend: 'cpu' }, 'backend cpu'],
  [{ threads: 3 }, 'threads 3'],
  [{ device: 'gpu' }, 'device gpu'],
  [{ compiler: 'xla' }, 'compiler xla'],
] as const;

for (const [options, requested] of REFUSED) {
  test(`refuses a second start with ${requested}`, async () => {
    const error = await failureOf(() => startEngine(options));
    assert.is(error.exitCode, exitCodes.usage);
    assert.equal(error.issues, [
      {
        code: 'engine_started',
        path: '',
        message: `The engine is already running on tensorflow (cpu, 2 threads, oneDNN on, compiler graph), not with ${requested}.`,
        hint: 'Each process has one engine. Start another process.',
      },
    ]);
  });
}

test.run();
