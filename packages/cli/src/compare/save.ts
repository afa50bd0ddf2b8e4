import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ResultRecord, resultRecord } from '@noprop/evaluation';
import { prettyJson, writeFileAtomic } from '@noprop/store';
import { overridesOf } from '../report/overrides-of';
import { cannotCompare } from './problems';
import type { FoundRun } from './read-measured';

/**
 * Writes each completed run as a small record that README's table is made from. The day is that of the run's result.
 *
 * @param folder receives `<name>-epochs-<n>-seed-<s>.json`
 * @returns the files
 * @throws NopropError `nothing_to_save`, `no_pipeline`, `result_exists`
 */
export function saveRecords(runs: readonly FoundRun[], folder: string): readonly string[] {
  const completed = runs.filter(({ run }) => run.status === 'completed');
  if (completed.length === 0) {
    const message = 'Folders of completed runs are wanted to save records of, but there is none.';
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

/** The file below `pipelines/` that a name is made from. */
function pipelineFile(name: string): string {
  const all = existsSync(PIPELINES) ? readdirSync(PIPELINES, { recursive: true, encoding: 'utf8' }) : [];
  const file = all.find((each) => each.endsWith('.yaml') && each.replace(/\.yaml$/, '').replaceAll('/', '-') === name);
  if (file !== undefined) return `${PIPELINES}/${file}`;
  const message = `A pipeline below ${PIPELINES}/ that is called "${name}" is wanted, but there is none.`;
  throw cannotCompare('no_pipeline', name, message, 'Save records of shipped pipelines, in a checkout.');
}

const PIPELINES = 'pipelines';

function refuseOther(file: string, content: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') === content) return;
  const message = 'A record is to be written here, but another one is there.';
  throw cannotCompare('result_exists', file, message, 'Remove it first, or give another folder.');
}
