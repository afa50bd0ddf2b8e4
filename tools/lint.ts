import { relative, resolve } from 'node:path';
import { $ } from 'zx';
import { findPhrases } from './lint/phrases';
import { checkSizes, limits } from './lint/sizes';
import { parseArguments } from './shared/arguments';
import { findFiles } from './shared/find-files';
import { nxEnvironment } from './shared/nx';
import { program, root } from './shared/root';

export const help = `Example: npm run lint
         npm run lint -- --fix packages/core

Usage: npm run lint [-- [--fix] [PATH...]]

Checks formatting and rules (Biome), promises, module boundaries and third-party imports (ESLint), phrases that do not
read as plain English, and the length of files (a warning above ${limits.warn} lines, an error above ${limits.fail}).
--fix repairs what can be repaired.`;

/** What ESLint prints, with exit code 0, if it did not check module boundaries. */
export const skipped = 'The rule will be skipped';

/** Runs all checks, even if the first ones find problems. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, { fix: { type: 'boolean', default: false } }, '[PATH...]');
  const paths = positionals.map((path) => relative(root, resolve(path)) || '.');
  const texts = findFiles(root, (name) => /\.(?:ts|js|md|ya?ml)$/.test(name))
    .map((file) => relative(root, file))
    .filter(
      (file) =>
        paths.length === 0 || paths.some((path) => path === '.' || file === path || file.startsWith(`${path}/`)),
    );
  const files = texts.filter((file) => file.endsWith('.ts'));
  const checks = [
    await runBiome(paths, values.fix),
    await buildProjectGraph(),
    await runEslint(paths, files.length, values.fix),
    reportPhrases(texts.filter((file) => !/^(?:runs|sweeps)\/|^tools\/lint(?:\.test|\/phrases)/.test(file))),
    reportSizes(files),
  ];
  const failed = checks.filter((passed) => !passed).length;
  console.log(failed === 0 ? 'Lint passed.' : `Lint failed: ${failed} of ${checks.length} checks.`);
  return failed === 0 ? 0 : 1;
}

const node = $({ cwd: root, nothrow: true, env: { ...process.env, ...nxEnvironment } });

async function runBiome(paths: readonly string[], fix: boolean): Promise<boolean> {
  const write = fix ? ['--write'] : [];
  const biome = program('biome');
  const { exitCode } = await node({
    stdio: 'inherit',
  })`${process.execPath} ${biome} check --error-on-warnings ${write} ${paths}`;
  return exitCode === 0;
}

/** Without a project graph, the rule on module boundaries passes silently. */
async function buildProjectGraph(): Promise<boolean> {
  const { exitCode, stdout, stderr } = await node`${process.execPath} ${program('nx')} show projects --json`;
  if (exitCode !== 0) console.log(`Nx cannot build the project graph.\n${stderr}`);
  else console.log(`Nx knows ${(JSON.parse(stdout) as readonly string[]).length} projects.`);
  return exitCode === 0;
}

async function runEslint(paths: readonly string[], expected: number, fix: boolean): Promise<boolean> {
  const eslint = [program('eslint'), '--format', 'tools/eslint/formatter.cjs', ...(fix ? ['--fix'] : [])];
  const { exitCode, stdall } = await node`${process.execPath} ${eslint} ${paths.length === 0 ? ['.'] : paths}`;
  console.log(stdall.trimEnd());
  if (stdall.includes(skipped)) {
    console.log('ESLint found no project graph, so it did not check module boundaries.');
    return false;
  }
  const looked = Number(/looked at (\d+) files/.exec(stdall)?.[1]);
  if (looked !== expected) console.log(`ESLint looked at ${looked} of ${expected} files.`);
  return exitCode === 0 && looked === expected;
}

function reportPhrases(files: readonly string[]): boolean {
  const problems = findPhrases(files.map((file) => resolve(root, file)));
  for (const problem of problems) console.log(relative(root, problem));
  console.log(`Found ${problems.length} phrases in ${files.length} files that do not read as plain English.`);
  return problems.length === 0;
}

function reportSizes(files: readonly string[]): boolean {
  const report = checkSizes(files.map((file) => resolve(root, file)));
  for (const warning of report.warnings) console.log(`Worth splitting: ${relative(root, warning)}`);
  for (const error of report.errors) console.log(`Longer than ${limits.fail} lines: ${relative(root, error)}`);
  console.log(`The median of ${report.files} files is ${report.median} lines.`);
  return report.files > 0 && report.errors.length === 0;
}
