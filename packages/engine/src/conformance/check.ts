import * as fc from 'fast-check';
import { engineMemory } from '../memory';
import { difference } from '../testing/close';
import { type ConformanceCase, describeExample, type Example, type Values } from './case';
import { casesOf } from './cases';
import { evaluate } from './evaluate';
import { type FormName, forms, type Switch, startForm } from './forms';

/** The result of one case, printed as a line of JSON. */
export interface Outcome {
  readonly name: string;
  readonly runs: number;
  readonly failure?: string;
}

/** Program: checks the cases, or a single one, in one form. `check.ts FORM [CASE]` */
async function main([form, only]: readonly string[]): Promise<void> {
  if (form === undefined || !(form in forms))
    throw new Error(`Expected one of ${Object.keys(forms).join(', ')}, got ${form ?? 'nothing'}.`);
  const engines = await startForm(form as FormName);
  for (const each of casesOf(form as FormName).filter(({ name }) => only === undefined || name === only)) {
    process.stdout.write(`${JSON.stringify(await check(each, form as FormName, engines))}\n`);
  }
}

async function check(each: ConformanceCase, form: FormName, engines: Switch): Promise<Outcome> {
  let runs = 0;
  const property = fc.asyncProperty(each.draw, async (example) => {
    runs++;
    const failure = await compare(each, example, form, engines).catch(String);
    if (failure !== undefined) throw new Error(`${describeExample(each.name, example)}: ${failure}`);
  });
  const result = await fc.check(property, { numRuns: forms[form].runs, seed: 1, endOnFailure: false });
  if (!result.failed) return { name: each.name, runs };
  const reason = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  return { name: each.name, runs, failure: reason };
}

/** Describes the first difference between the form and the reference, if any. */
async function compare(
  each: ConformanceCase,
  example: Example,
  form: FormName,
  engines: Switch,
): Promise<string | undefined> {
  await engines.reference();
  const expected = evaluate(example, each.gradients, 'none');
  await engines.own();
  const before = engineMemory();
  const actual = evaluate(example, each.gradients, forms[form].compiler);
  const after = engineMemory();
  if (after.tensors !== before.tensors || after.handles !== before.handles) return 'leaks tensors or handles.';
  const known = example.published;
  const published =
    known === undefined
      ? undefined
      : (difference((expected.values[0] as Values).data, known, 0, 'reference values') ??
        difference((actual.values[0] as Values).data, known, 0, 'values'));
  return (
    published ??
    compareAll('values', actual.values, expected.values) ??
    compareAll('gradients', actual.gradients, expected.gradients)
  );

  function compareAll(what: string, results: readonly Values[], references: readonly Values[]): string | undefined {
    for (const [i, reference] of references.entries()) {
      const result = results[i] as Values;
      const type = `${result.dtype} [${result.shape.join(', ')}]`;
      const expectedType = `${reference.dtype} [${reference.shape.join(', ')}]`;
      if (type !== expectedType) return `expected ${what} ${i} of type ${expectedType}, got ${type}.`;
      const message = difference(result.data, reference.data, each.tolerance, `${what} ${i}`);
      if (message !== undefined) return message;
    }
    return undefined;
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
