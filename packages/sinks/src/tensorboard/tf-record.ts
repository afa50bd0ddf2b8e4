import { crc32c } from '@aws-crypto/crc32c';

/**
 * Frames data as a TFRecord: length as uint64, checksum of the length, data, checksum of the data; little-endian.
 *
 * @returns 16 bytes more than `data`
 */
export function tfRecord(data: Uint8Array): Buffer {
  const record = Buffer.alloc(data.length + 16);
  record.writeBigUInt64LE(BigInt(data.length), 0);
  record.writeUInt32LE(maskedCrc(record.subarray(0, 8)), 8);
  record.set(data, 12);
  record.writeUInt32LE(maskedCrc(data), data.length + 12);
  return record;
}

/** CRC-32C, rotated and offset, because a plain CRC over data that contain CRCs is weak. */
export function maskedCrc(data: Uint8Array): number {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
