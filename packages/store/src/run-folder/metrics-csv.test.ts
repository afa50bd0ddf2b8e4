import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { metricsCsv } from './metrics-csv';

const test = suite('metricsCsv');

test('writes one row per record, leading columns first, others by name, gaps empty', () => {
  const records = [
    { step: 2, loss: 0.5, terms: { kl: 1e-7, crossEntropy: 2.25 }, passName: 'block/1' },
    { step: 4, loss: 0.1, metrics: { accuracy: 1 }, last: true, nothing: null },
  ];
  assert.is(
    metricsCsv(records, ['step', 'passName', 'epoch']),
    'step,passName,last,loss,metrics.accuracy,terms.crossEntropy,terms.kl\r\n' +
      '2,block/1,,0.5,,2.25,1e-7\r\n' +
      '4,,true,0.1,1,,\r\n',
  );
});

test('quotes text with commas, quotes and newlines, and writes lists as JSON', () => {
  const records = [{ step: 1, name: 'a,"b"\r\nc', chain: [0.1, 0.25] }];
  assert.is(metricsCsv(records, ['step']), 'step,chain,name\r\n1,"[0.1,0.25]","a,""b""\r\nc"\r\n');
});

test('gives the same table for any key order in the records', () => {
  assert.is(metricsCsv([{ step: 1, b: 2, a: 3 }], []), metricsCsv([{ a: 3, step: 1, b: 2 }], []));
});

test('gives an empty table for no records', () => {
  assert.is(metricsCsv([], ['step']), '');
});

test.run();
