import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ResultRecord, resultRecord } from '@noprop/evaluation';
import { prettyJson, writeFileAtomic } from '@noprop/store';
import { overridesOf } from '../report/overrides-of';
import { cannotCompare } from './problems';
import type { FoundRun } from './read-measured';

/**
 * Writes each completed run as a small record for the table in the README, dated by its result.
 *
 * @param folder receives `<name>-epochs-<n>-seed-<s>.json`
 * @returns the paths of the files
 * @throws NopropError `nothing_to_save`, `no_pipeline`, `result_exists`
 */
export function saveRecords(runs: readonly FoundRun[], folder: string): readonly string[] {
  const completed = runs.filter(({ run }) => run.status === 'completed');
  if (completed.length === 0) {
    const message = 'There is no completed run to save.';
    throw cannotCompare('nothing_to_save', folder, message, 'Give run folders or a sweep folder, not a results.json.');
  }
  const files = completed.map((found): readonly [string, string] => {
    const record = recordOf(found);
    const { name } = found.run.plan;
    return [join(folder, `${name}-epochs-${record.epochs}-seed-${record.seed}.json`), prettyJson(record)];
  });
  for (const [file, content] of files) refuseOther(file, content);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of files) writeFileAtomic(file, content);
  return files.map(([file]) => file);
}

function recordOf({ run, folder }: FoundRun): ResultRecord {
  const date = statSync(join(folder, 'result.json')).mtime.toISOString().slice(0, 10);
  const overrides = overridesOf(readFileSync(join(folder, 'pipeline.yaml'), 'utf8'));
  return resultRecord(run, { pipeline: pipelineFile(run.plan.name), overrides, date });
}

/** The file under `pipelines/` whose path gives this name. */
function pipelineFile(name: string): string {
  const all = existsSync(PIPELINES) ? readdirSync(PIPELINES, { recursive: true, encoding: 'utf8' }) : [];
  const file = all.find((each) => each.endsWith('.yaml') && each.replace(/\.yaml$/, '').replaceAll('/', '-') === name);
  if (file !== undefined) return `${PIPELINES}/${file}`;
  const message = `No pipeline under ${PIPELINES}/ is named "${name}".`;
  throw cannotCompare(
    'no_pipeline',
    name,
    message,
    'Only runs of shipped pipelines can be saved, from a clone of the repository.',
  );
}

const PIPELINES = 'pipelines';

function refuseOther(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') === content) return;
  const message = 'The file already exists with different contents.';
  throw cannotCompare('result_exists', file, message, 'Remove it first, or give another folder.');
}
