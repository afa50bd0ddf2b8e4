import { exitCodes, NopropError } from '@noprop/core';
import type { Shard } from './cut';

/**
 * Parses a shard such as `2/7`, the second of seven.
 *
 * @throws NopropError `bad_shard` with the exit code for wrong usage
 */
export function parseShard(text: string): Shard {
  const [index, of] = text.split('/').map(Number);
  if (!/^[0-9]+\/[0-9]+$/.test(text) || index === undefined || of === undefined) {
    throw refused(text, '', 'Write 2/7 for the second of seven shards.');
  }
  if (of < 1 || of > most) throw refused(text, ` with n from 1 to ${most}`, 'Write 1/1 to run everything.');
  if (index < 1 || index > of)
    throw refused(text, ` with i from 1 to ${of}`, `The first is 1/${of}, the last ${of}/${of}.`);
  return { index, of };
}

/** More shards than anyone has machines. Catches typos such as an extra digit. */
const most = 100_000;

function refused(text: string, range: string, hint: string): NopropError {
  const message = `Expected a shard i/n${range}, got ${JSON.stringify(text)}.`;
  return new NopropError({ code: 'bad_shard', path: '--shard', message, hint }, exitCodes.usage);
}
