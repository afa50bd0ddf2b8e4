import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createMemoryMeter } from './memory';

const test = suite('memory of a run');

test('on a CPU: the resident set, in bytes, and the tensors of a step', () => {
  const meter = createMemoryMeter({ device: 'cpu' }, {}, () => {
    throw new Error('A CPU has no driver to ask.');
  });
  meter.sample();
  meter.trained(1000);
  const { peakResidentBytes, ...rest } = meter.memory();
  assert.equal(rest, { stepTensorBytes: 1000 });
  const now = process.memoryUsage.rss();
  assert.ok(peakResidentBytes >= now / 2 && peakResidentBytes < 100 * now, `${peakResidentBytes}, now ${now}`);
});

test('what is needed after training does not count', () => {
  const meter = createMemoryMeter({ device: 'cpu' });
  meter.trained(0);
  const before = meter.memory();
  const ballast = Buffer.alloc(2 ** 27, 1);
  assert.equal([meter.memory(), ballast.length], [before, 2 ** 27]);
  assert.ok(createMemoryMeter({ device: 'cpu' }).memory().peakResidentBytes >= before.peakResidentBytes);
});

test('on a GPU: the most of all samples; none where the driver tells nothing', () => {
  const told = [undefined, 5, 9, 7];
  const meter = createMemoryMeter({ device: 'gpu' }, {}, () => told.shift());
  meter.sample();
  assert.is(meter.memory().gpuBytes, undefined);
  for (const most of [5, 9, 9]) {
    meter.sample();
    assert.is(meter.memory().gpuBytes, most);
  }
});

test('the parts of a run together needed the most of each', () => {
  const earlier = { peakResidentBytes: 2 ** 50, stepTensorBytes: 10, gpuBytes: 7 };
  const meter = createMemoryMeter({ device: 'gpu' }, earlier, () => 6);
  meter.sample();
  meter.trained(11);
  assert.equal(meter.memory(), { peakResidentBytes: 2 ** 50, stepTensorBytes: 11, gpuBytes: 7 });
});

test.run();
