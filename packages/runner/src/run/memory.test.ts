import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createMemoryMeter } from './memory';

const test = suite('memory of a run');

test('on a CPU, reports the resident set in bytes and the tensors of a step', () => {
  const meter = createMemoryMeter({ device: 'cpu' }, {}, () => {
    throw new Error('There is no driver to ask on a CPU.');
  });
  meter.sample();
  meter.trained(1000);
  const { peakResidentBytes, ...rest } = meter.memory();
  assert.equal(rest, { stepTensorBytes: 1000 });
  const now = process.memoryUsage.rss();
  assert.ok(peakResidentBytes >= now / 2 && peakResidentBytes < 100 * now, `${peakResidentBytes}, now ${now}`);
});

test('ignores memory used after training', () => {
  const meter = createMemoryMeter({ device: 'cpu' });
  meter.trained(0);
  const before = meter.memory();
  const ballast = Buffer.alloc(2 ** 27, 1);
  assert.equal([meter.memory(), ballast.length], [before, 2 ** 27]);
  assert.ok(createMemoryMeter({ device: 'cpu' }).memory().peakResidentBytes >= before.peakResidentBytes);
});

test('on a GPU, reports the largest sample, or nothing if the driver reports nothing', () => {
  const samples = [undefined, 5, 9, 7];
  const meter = createMemoryMeter({ device: 'gpu' }, {}, () => samples.shift());
  meter.sample();
  assert.is(meter.memory().gpuBytes, undefined);
  for (const most of [5, 9, 9]) {
    meter.sample();
    assert.is(meter.memory().gpuBytes, most);
  }
});

test('takes the maximum over all processes of a run', () => {
  const earlier = { peakResidentBytes: 2 ** 50, stepTensorBytes: 10, gpuBytes: 7 };
  const meter = createMemoryMeter({ device: 'gpu' }, earlier, () => 6);
  meter.sample();
  meter.trained(11);
  assert.equal(meter.memory(), { peakResidentBytes: 2 ** 50, stepTensorBytes: 11, gpuBytes: 7 });
});

test.run();
