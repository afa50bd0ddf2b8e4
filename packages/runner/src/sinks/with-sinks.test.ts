import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Component, definePlugin } from '@noprop/core';
import { inTemporaryFolder } from '@noprop/store/testing';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createPlan } from '../plan/create-plan';
import type { Plan } from '../plan/plan';
import type { RunEvent } from '../run/events';
import { pipeline, runToys } from '../run/plan-fixture';
import { resumeRun, runPlan } from '../run/run-plan';
import { HostedSink } from './hosted-sink';
import { received, toySinks } from './toy-sinks';

const test = suite('withSinks');

const builtIns = [runToys, toySinks];
const notes = 'sinks=[{ uses: run/notes }]';

const planOf = (...overrides: readonly string[]): Promise<Plan> =>
  createPlan({ text: pipeline, file: '-', overrides, builtIns });

/** Runs, and stops at the first event that asks for it. */
async function run(runs: string, plan: Plan, stopAt: (event: RunEvent) => boolean = () => false) {
  const warnings: string[] = [];
  const controller = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.event === 'warning') warnings.push(event.message);
    if (stopAt(event)) controller.abort();
  };
  const outcome = await runPlan(plan, { runs, onEvent, signal: controller.signal });
  return { ...outcome, warnings };
}

test.before.each(() => void received.splice(0));

test('opens a sink, sends it everything in order, and closes it', () =>
  inTemporaryFolder(async (folder) => {
    const plan = await planOf(notes);
    const { run: path } = await run(folder, plan);
    const kinds = received.map((each) =>
      each === 'closed' ? each : `${each.record}${'step' in each ? each.step : ''}`,
    );
    const epoch = (steps: readonly number[]) => [...steps.map((step) => `step${step}`), `epoch${steps.at(-1)}`];
    assert.equal(kinds, [
      'opened',
      ...epoch([2, 3, 5, 6, 8, 9]),
      ...epoch([11, 12, 14, 15, 17, 18]),
      'evaluated18',
      'finished18',
      'closed',
    ]);
    const [opened, first] = received;
    assert.equal(opened, {
      record: 'opened',
      run: {
        name: 'ten',
        planId: plan.id,
        folder: path,
        options: {
          seed: 1,
          engine: plan.data.engine,
          plugins: [],
          dataset: { uses: 'run/split', with: {} },
          optimizer: { uses: 'run/momentum', with: {} },
          objective: { uses: 'run/bowls', with: {} },
          training: plan.data.training,
          evaluation: [{ uses: 'run/classes', with: { split: 'test', as: 'classes' } }],
          expected: {},
        },
      },
    });
    const [line] = readFileSync(join(path, 'metrics.jsonl'), 'utf8').split('\n') as [string];
    const { imagesPerSecond, passes, record, ...logged } = first as Extract<(typeof received)[1], { record: 'step' }>;
    assert.equal({ ...logged, pass: 1 }, JSON.parse(line));
    assert.equal([passes, record, imagesPerSecond > 0], [3, 'step', true]);
  }));

test('sends no path of a slot or an evaluation to sinks', () =>
  inTemporaryFolder(async (folder) => {
    const withPath = (component: Component): Component => {
      const properties = {
        ...(component.schema.properties as object),
        root: { type: 'string', 'x-path': true } as object,
      };
      const isRooted = ['dataset', 'evaluation'].includes(component.kind);
      return isRooted ? { ...component, schema: { ...component.schema, properties } } : component;
    };
    const rooted = definePlugin({ name: 'rooted', components: runToys.components.map(withPath) });
    const overrides = [notes, '+dataset.with.root=data', '+evaluation.0.with.root=data'];
    const plan = await createPlan({ text: pipeline, file: '-', overrides, builtIns: [rooted, toySinks] });
    assert.is(plan.data.evaluation[0]?.with.root, resolve('data'));
    await run(folder, plan);
    const [opened] = received as unknown as [{ readonly run: { readonly options: Record<string, unknown> } }];
    const { dataset, evaluation } = opened.run.options;
    assert.equal(dataset, { uses: 'run/split', with: {} });
    assert.equal(evaluation, [{ uses: 'run/classes', with: { split: 'test', as: 'classes' } }]);
  }));

test('a resumed run sends its sinks the step it resumes from', () =>
  inTemporaryFolder(async (folder) => {
    const cut = await run(folder, await planOf(notes), (event) => event.event === 'checkpoint' && event.step === 9);
    assert.equal(received.slice(-2), [
      { record: 'finished', status: 'interrupted', step: 9, seconds: cut.result.seconds },
      'closed',
    ]);
    received.splice(0);
    await resumeRun(cut.run, { builtIns, onEvent: () => undefined, signal: new AbortController().signal });
    const [opened, next] = received as unknown as [
      { readonly run: { readonly resumedFrom: number } },
      { readonly step: number },
    ];
    assert.equal([opened.run.resumedFrom, next.step], [9, 11]);
  }));

test('sinks change neither the id of a plan nor the files of a run', () =>
  inTemporaryFolder(async (folder) => {
    const [without, having] = [await planOf(), await planOf(notes)];
    assert.is(having.id, without.id);
    assert.equal([without.data.sinks, having.data.sinks], [undefined, [{ uses: 'run/notes', with: {} }]]);
    const paths = [(await run(folder, without)).run, (await run(folder, having)).run];
    for (const file of ['metrics.jsonl', 'metrics.csv', 'checkpoints/step-00000018.safetensors']) {
      const [a, b] = paths.map((path) => readFileSync(join(path, file)));
      assert.ok(a?.equals(b as Buffer), file);
    }
  }));

const stopped = 'The sink run/faulty stopped; the run continues without it: ';
const faults = {
  open: [`${stopped}the door is shut`],
  write: [`${stopped}the pen is dry`],
  'write-later': [`${stopped}the post is slow`],
  spoil: [],
  close: ['The sink run/faulty did not receive the whole run: the ink is wet'],
  note: ['run/faulty: one metric was left out.'],
};

for (const [fault, expected] of Object.entries(faults)) {
  test(`a sink with the fault "${fault}" causes at most a warning, and the other sink receives everything`, () =>
    inTemporaryFolder(async (folder) => {
      const plan = await planOf(`sinks=[{ uses: run/faulty, with: { fault: ${fault} } }, { uses: run/notes }]`);
      const { result, exitCode, warnings } = await run(folder, plan);
      assert.equal([exitCode, result.status, warnings], [0, 'completed', expected]);
      assert.equal(result.evaluation, { test: { classes: [1, 1, 1, 0] } });
      assert.equal([received.length, received.at(-1)], [18, 'closed']);
    }));
}

test('gives up on a sink that does not close in time', async () => {
  const warnings: string[] = [];
  const hanging = { write: () => undefined, close: () => new Promise<void>(() => undefined) };
  const hosted = new HostedSink(
    { open: () => hanging },
    { name: 'a/b', warn: (text) => warnings.push(text), limit: 20 },
  );
  hosted.open({ name: 'n', planId: 'p', options: {}, folder: '/' });
  await hosted.close();
  assert.equal(warnings, ['The sink a/b did not receive the whole run: it did not close within 0.02 s.']);
});

test('reports mistakes in the list of sinks at their place', async () => {
  const refused = async (override: string): Promise<string> => {
    try {
      await planOf(override);
    } catch (error) {
      return (error as Error).message;
    }
    return 'the pipeline was not refused';
  };
  assert.is(
    await refused('sinks=[{ uses: run/note }]'),
    'override sinks=[{ uses: run/note }]  sinks.0.uses  No sink is named "run/note". Did you mean "run/notes"?  [unknown_component]',
  );
  assert.is(
    await refused('sinks=[{ uses: run/faulty, with: { fault: none } }]'),
    'override sinks=[{ uses: run/faulty, with: { fault: none } }]  sinks.0.with.fault  Expected one of open, write, write-later, spoil, close, hang, note, got "none". Did you mean "note"?  [not_a_choice]',
  );
});

test('a run writes its metrics as a table, the same after an interruption', () =>
  inTemporaryFolder(async (folder) => {
    const whole = await run(join(folder, 'whole'), await planOf());
    const cut = await run(join(folder, 'cut'), await planOf(), (event) => event.event === 'step' && event.step === 5);
    await resumeRun(cut.run, { builtIns, onEvent: () => undefined, signal: new AbortController().signal });
    const [table, again] = [whole, cut].map(({ run: path }) => readFileSync(join(path, 'metrics.csv'), 'utf8'));
    assert.is(again, table);
    const [header, first, ...rest] = (table as string).split('\r\n') as [string, string, ...string[]];
    assert.is(header, 'step,epoch,pass,passName,loss,metrics.mean,metrics.noise,terms.decay,terms.fit,terms.noisyFit');
    assert.match(first, /^2,1,1,block\/1,\d+\.\d+,/);
    assert.is(rest.length, 12);
    assert.ok(readdirSync(whole.run).includes('metrics.jsonl'));
  }));

test.run();
