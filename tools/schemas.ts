import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { $ } from 'zx';
import { parseArguments } from './shared/arguments';
import { root } from './shared/root';

export const help = `Example: npm run schemas
         npm run schemas -- --check

Writes the JSON Schemas of pipelines and components, which editors complete and check with, to schemas/. With --check
nothing is written, and the exit code is 1 where a file is stale, missing or left over.`;

const folder = join(root, 'schemas');

export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { check: { type: 'boolean', default: false } }, '');
  if (values.check) return check();
  return withFresh((fresh) => {
    replaceFolder(fresh, folder);
    console.log(`schemas/ holds ${readdirSync(folder).length} schemas.`);
    return 0;
  });
}

function check(): Promise<number> {
  return withFresh((fresh) => {
    const stale = compare(fresh, folder);
    for (const line of stale) console.log(line);
    if (stale.length === 0) console.log(`The ${readdirSync(fresh).length} schemas in schemas/ are up to date.`);
    else console.log('Run "npm run schemas".');
    return stale.length === 0 ? 0 : 1;
  });
}

/** Generates all schemas into a temporary folder, so that schemas/ stays as it is if that fails. */
async function withFresh(work: (fresh: string) => number): Promise<number> {
  const fresh = mkdtempSync(join(tmpdir(), 'noprop-schemas-'));
  try {
    await $({ cwd: root, quiet: true })`${process.execPath} packages/cli/bin/noprop.js schema --write ${fresh}`;
    return work(fresh);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

/** Replaces the files of a folder by those of another one. */
export function replaceFolder(fresh: string, kept: string): void {
  rmSync(kept, { recursive: true, force: true });
  cpSync(fresh, kept, { recursive: true });
}

/** One line for each file that differs, is missing or is left over. */
export function compare(fresh: string, kept: string): readonly string[] {
  const read = (base: string, name: string): string | undefined =>
    existsSync(join(base, name)) ? readFileSync(join(base, name), 'utf8') : undefined;
  const names = new Set([...readdirSync(fresh), ...(existsSync(kept) ? readdirSync(kept) : [])]);
  return [...names].sort().flatMap((name) => {
    const [expected, found] = [read(fresh, name), read(kept, name)];
    if (expected === found) return [];
    return `schemas/${name} is ${found === undefined ? 'missing' : expected === undefined ? 'left over' : 'stale'}.`;
  });
}
