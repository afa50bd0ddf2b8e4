import { exitCodes, NopropError } from '@noprop/core';
import type { Shard } from './cut';

/**
 * Reads `2/7`, the second of seven shards.
 *
 * @throws NopropError `bad_shard` with the exit code of wrong usage
 */
export function parseShard(text: string): Shard {
  const [index, of] = text.split('/').map(Number);
  if (!/^[0-9]+\/[0-9]+$/.test(text) || index === undefined || of === undefined) {
    throw refused(text, '', 'Write 2/7 for the second of seven shards.');
  }
  if (of < 1 || of > most) throw refused(text, `, with n from 1 to ${most}`, 'Write 1/1 to run everything.');
  if (index < 1 || index > of)
    throw refused(text, `, with i from 1 to ${of}`, `The first is 1/${of}, the last ${of}/${of}.`);
  return { index, of };
}

/** More shards than anyone has machines; keeps a slip of the fingers from counting to a billion. */
const most = 100_000;

function refused(text: string, range: string, hint: string): NopropError {
  const message = `A shard i/n of two whole numbers is wanted${range}, found ${JSON.stringify(text)}.`;
  return new NopropError({ code: 'bad_shard', path: '--shard', message, hint }, exitCodes.usage);
}
