import { readFileSync } from 'node:fs';
import { exitCodes, type Issue, NopropError, validateBySchema } from '@noprop/core';
import { resultsSchema, type SweepRecord } from '@noprop/evaluation';
import { cannotCompare } from './problems';

/**
 * Reads a sweep from `results.json`, which has no times and little about the machine.
 *
 * @throws NopropError `json_corrupt`, and every problem of a file that does not match the schema
 */
export function readResultsJson(file: string): SweepRecord {
  const value = readJson(file);
  const issues = validateBySchema(resultsSchema, value);
  if (issues.length === 0) return value as SweepRecord;
  throw new NopropError(
    issues.map((issue): Issue => ({ ...issue, file, hint })),
    exitCodes.usage,
  );
}

const hint =
  'This is not the results.json of a sweep or run, or it was damaged, edited or written by another version. Write it again with noprop report, or give the folder it was made from.';

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = `Invalid JSON: ${(error as Error).message}.`;
    throw cannotCompare('json_corrupt', file, message, hint);
  }
}
