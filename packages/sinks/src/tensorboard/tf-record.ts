import { crc32c } from '@aws-crypto/crc32c';

/**
 * A record as event files frame it (TFRecord): length as uint64, its checksum, the data, their checksum; little-endian.
 *
 * @returns 16 bytes more than the data have
 */
export function tfRecord(data: Uint8Array): Buffer {
  const record = Buffer.alloc(data.length + 16);
  record.writeBigUInt64LE(BigInt(data.length), 0);
  record.writeUInt32LE(maskedCrc(record.subarray(0, 8)), 8);
  record.set(data, 12);
  record.writeUInt32LE(maskedCrc(data), data.length + 12);
  return record;
}

/** CRC-32C, rotated and moved: the checksum of bytes that hold checksums would otherwise be weak. */
export function maskedCrc(data: Uint8Array): number {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
