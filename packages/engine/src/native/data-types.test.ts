import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { bytesPerElement, dataTypeName, dataTypeOf, dataTypes } from './data-types';

const test = suite('data types');

test('uses the numbers of TF_DataType', () => {
  assert.equal(
    [dataTypeOf('float32'), dataTypeOf('int32'), dataTypeOf('bool'), dataTypeOf('complex64')],
    [1, 3, 10, 8],
  );
});

test('gives the size and the name of a type', () => {
  const { float32, uint8, int16, int64 } = dataTypes;
  assert.equal(
    [float32, uint8, int16, int64].map((type) => bytesPerElement[type]),
    [4, 1, 2, 8],
  );
  assert.equal([dataTypeName(1), dataTypeName(4), dataTypeName(99)], ['float32', 'uint8', 'type 99']);
});

test.run();
