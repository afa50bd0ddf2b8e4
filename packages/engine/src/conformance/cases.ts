import type { ConformanceCase } from './case';
import { composed } from './cases/composed';
import { elementwise } from './cases/elementwise';
import { indexing } from './cases/indexing';
import { layout } from './cases/layout';
import { products } from './cases/products';
import { random } from './cases/random';
import { reductions } from './cases/reductions';
import { type FormName, forms } from './forms';

/** Every operation, gradient and composition that the project's training steps use. */
const cases: readonly ConformanceCase[] = [
  ...elementwise,
  ...reductions,
  ...layout,
  ...indexing,
  ...products,
  ...random,
  ...composed,
];

/** The cases that apply to a form. */
export function casesOf(form: FormName): readonly ConformanceCase[] {
  return cases.filter(({ backends }) => backends.includes(forms[form].backend));
}
