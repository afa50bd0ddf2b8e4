import { readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Issue } from '@noprop/core';
import { collecting } from './collecting';
import { readMergeFile } from './merge-file';

/**
 * Issues that prevent writing a merged sweep to `out`: it already exists, or it contains a folder to merge. An earlier
 * merge of the same sweep may be replaced.
 *
 * @param sweep id of the sweep; undefined if the folders belong to different sweeps
 */
export function outIssues(out: string, folders: readonly string[], sweep: string | undefined): readonly Issue[] {
  const place = resolve(out);
  const issue = (message: string, hint = 'Choose another --out, or move away what is there.'): Issue => ({
    code: 'out_exists',
    path: '--out',
    file: out,
    message,
    hint,
  });
  const inside = folders.filter((folder) => `${resolve(folder)}${sep}`.startsWith(`${place}${sep}`));
  if (inside.length > 0) {
    return [issue(`This would replace folders to merge: ${inside.join(', ')}.`, 'Choose another --out.')];
  }
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  const occupied = issue('The path already exists and is not an earlier merge of this sweep.');
  if (!stat.isDirectory()) return [occupied];
  const issues: Issue[] = [];
  const merge = collecting(issues, () => readMergeFile(place));
  if (issues.length === 0 && merge === undefined) return readdirSync(place).length === 0 ? [] : [occupied];
  if (merge === undefined || merge.sweep === sweep || sweep === undefined) return issues;
  return [issue(`The path already holds a merge of another sweep, ${merge.sweep.slice(0, 8)}.`)];
}
