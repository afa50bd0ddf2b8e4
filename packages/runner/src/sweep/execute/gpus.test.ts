import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { gpuEnvironment, visibleGpus } from './gpus';

const test = suite('GPU assignment');

test('reads CUDA_VISIBLE_DEVICES, otherwise asks the driver; without a driver finds none', () =>
  inTemporaryFolder((folder) => {
    assert.equal(visibleGpus({ CUDA_VISIBLE_DEVICES: '2, 5', PATH: folder }), ['2', '5']);
    assert.equal(visibleGpus({ CUDA_VISIBLE_DEVICES: '', PATH: folder }), []);
    assert.equal(visibleGpus({ PATH: folder }), []);
    writeFileSync(join(folder, 'nvidia-smi'), '#!/bin/sh\n[ "$1" = --query-gpu=index ] && printf "0\\n1\\n"\n');
    chmodSync(join(folder, 'nvidia-smi'), 0o755);
    assert.equal(visibleGpus({ PATH: folder }), ['0', '1']);
  }));

test('gives slots one of several GPUs in turn, and does not restrict a single GPU', () => {
  assert.equal(
    [0, 1, 2].map((slot) => gpuEnvironment(['3', '7'], slot)),
    [{ CUDA_VISIBLE_DEVICES: '3' }, { CUDA_VISIBLE_DEVICES: '7' }, { CUDA_VISIBLE_DEVICES: '3' }],
  );
  assert.equal(gpuEnvironment(['3'], 1), {});
  assert.equal(gpuEnvironment([], 0), {});
});

test.run();
