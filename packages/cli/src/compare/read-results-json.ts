import { readFileSync } from 'node:fs';
import { exitCodes, type Issue, NopropError, validateBySchema } from '@noprop/core';
import { resultsSchema, type SweepRecord } from '@noprop/evaluation';
import { cannotCompare } from './problems';

/**
 * The sweep of a `results.json`, which tells nothing of times and little of machines.
 *
 * @throws NopropError `json_corrupt`, and what is wrong in each place of a file that is not one
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
  'The results.json of a sweep or a run is wanted: this one was damaged or edited, or is of another version. Write it again with noprop report, or give the folder that it was made from.';

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const message = `JSON is wanted, but: ${(error as Error).message}.`;
    throw cannotCompare('json_corrupt', file, message, hint);
  }
}
