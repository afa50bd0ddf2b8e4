import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runProgram } from '../testing/program';
import { casesOf } from './cases';
import type { Outcome } from './check';
import { type FormName, forms } from './forms';

const test = suite('conformance to the reference backend');

// Two processes at a time: XLA takes about as long as the other forms together.
const finished: Record<FormName, Promise<Map<string, Outcome>>> = (() => {
  const graph = check('graph');
  const eager = graph.then(() => check('eager'));
  return { xla: check('xla'), graph, eager, wasm: eager.then(() => check('wasm')) };
})();

for (const form of Object.keys(forms) as FormName[]) {
  for (const { name } of casesOf(form)) {
    test(`${form}: ${name}`, async () => {
      const outcome = (await finished[form]).get(name);
      assert.is(outcome?.failure, undefined);
      assert.is(outcome?.runs, forms[form].runs);
    });
  }
}

async function check(form: FormName): Promise<Map<string, Outcome>> {
  const { code, stdout, stderr } = await runProgram(join(__dirname, 'check.ts'), [form]);
  if (code !== 0) throw new Error(`The check of ${form} exited with code ${code}.\n${stderr}`);
  const outcomes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Outcome);
  return new Map(outcomes.map((outcome) => [outcome.name, outcome]));
}

test.run();
