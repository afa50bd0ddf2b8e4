import { readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { Issue } from '@noprop/core';
import { collecting } from './collecting';
import { readMergeFile } from './merge-file';

/**
 * What keeps a place from receiving a merged sweep: something else is there, or one of the folders to merge is in it. An
 * earlier merge of the same sweep may be replaced.
 *
 * @param sweep its id; undefined where the folders are not of one sweep
 */
export function outIssues(out: string, folders: readonly string[], sweep: string | undefined): readonly Issue[] {
  const place = resolve(out);
  const issue = (message: string): Issue => ({
    code: 'out_exists',
    path: '--out',
    file: out,
    message,
    hint: 'Give another --out, or move away what is there.',
  });
  const inside = folders.filter((folder) => `${resolve(folder)}${sep}`.startsWith(`${place}${sep}`));
  if (inside.length > 0) {
    return [issue(`A place apart from the folders to merge is wanted, but ${inside.join(', ')} would be replaced.`)];
  }
  const stat = statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  const occupied = issue(`${wanted}, but something else is there.`);
  if (!stat.isDirectory()) return [occupied];
  const issues: Issue[] = [];
  const merge = collecting(issues, () => readMergeFile(place));
  if (issues.length === 0 && merge === undefined) return readdirSync(place).length === 0 ? [] : [occupied];
  if (merge === undefined || merge.sweep === sweep || sweep === undefined) return issues;
  return [issue(`${wanted}, but the sweep ${merge.sweep.slice(0, 8)} is there.`)];
}

const wanted = 'A free place or an earlier merge of this sweep is wanted';
