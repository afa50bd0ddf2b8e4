import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { YAML } from 'zx';
import { createProgram } from '../packages/cli/src/main';
import { root } from './shared/root';

const test = suite('commands of workflows');

const folder = join(root, '.github', 'workflows');

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
}

/** The arguments of every `noprop` in the scripts of all workflows, with variables as written. */
function commandLines(): readonly (readonly string[])[] {
  const workflows = readdirSync(folder).map((name) => YAML.parse(readFileSync(join(folder, name), 'utf8')) as Workflow);
  const scripts = workflows.flatMap(({ jobs }) =>
    Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = '' }) => run)),
  );
  return scripts.flatMap((script) =>
    [...script.matchAll(/(?:npx noprop|node packages\/cli\/bin\/noprop\.js) ([^\n;&|]+)/g)].map(([, text = '']) =>
      text
        .trim()
        .split(/\s+/)
        .map((word) => word.replaceAll('"', '')),
    ),
  );
}

/** What the real command line would report about arguments; empty if it accepts them. */
function problemsOf([name = '', ...args]: readonly string[]): readonly string[] {
  const command = createProgram().commands.find((each: Command) => each.name() === name);
  if (command === undefined) return [`no command ${name}`];
  // The shard is known only when the workflow runs.
  const { operands, unknown } = command.parseOptions(args.map((arg) => (arg === '$SHARD' ? '1/2' : arg)));
  const needed = command.registeredArguments.filter(({ required }) => required).length;
  const missing = command.options.filter(
    (option) => option.mandatory && command.getOptionValue(option.attributeName()) === undefined,
  );
  return [
    ...unknown.map((option) => `no option ${option}`),
    ...missing.map(({ long }) => `${long} is missing`),
    ...(operands.length < needed ? [`${operands.length} of ${needed} arguments`] : []),
  ];
}

test('use only arguments that the real command accepts', () => {
  const lines = commandLines();
  assert.equal(
    lines.map(([name]) => name),
    ['sweep', 'sweep', 'merge', 'merge'],
  );
  assert.equal(lines.flatMap(problemsOf), []);
});

test('report arguments that it does not accept', () => {
  assert.equal(problemsOf(['swep', 'x.yaml']), ['no command swep']);
  assert.equal(problemsOf(['sweep', 'x.yaml', '--shards', '1/2']), ['no option --shards', 'no option 1/2']);
  assert.equal(problemsOf(['merge', 'a']), ['--out is missing']);
  assert.equal(problemsOf(['merge', '--out', 'x']), ['0 of 1 arguments']);
});

test.run();
