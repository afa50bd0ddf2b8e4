import { drive, float64 } from '../adaptive/drive';
import { firstStep } from '../adaptive/first-step';
import { type AdaptiveTask, assertTask } from '../adaptive/task';
import type { Tableau } from '../tableau/tableau';
import { denseWeights, type PlainField, plainStages, plainSum } from './plain';

export interface PlainSolution {
  readonly y: readonly number[];
  readonly accepted: number;
  readonly rejected: number;
  readonly times: readonly number[];
  readonly at: (t: number) => readonly number[];
}

/** {@link integrateAdaptive} on plain numbers in double precision, with the same step size control. */
export function integratePlainAdaptive(
  field: PlainField,
  start: readonly number[],
  task: AdaptiveTask & { readonly tableau: Tableau },
): PlainSolution {
  assertTask(task);
  const { from, to, tableau, relativeTolerance, absoluteTolerance, maxSteps = 10_000 } = task;
  const { embedded, errorWeights = [] } = tableau;
  const errorOrder = Math.min(tableau.order, embedded?.order ?? 0);
  const norm = (errors: readonly number[], states: readonly (readonly number[])[]): number => {
    const squares = errors.map((error, d) => {
      const largest = Math.max(...states.map((state) => Math.abs(state[d] as number)));
      return (error / (absoluteTolerance + relativeTolerance * largest)) ** 2;
    });
    return Math.sqrt(squares.reduce((a, b) => a + b, 0) / errors.length);
  };

  const slope = field(from, start);
  const direction = Math.sign(to - from);
  const curvature = (h: number): number => {
    const moved = field(from + direction * h, plainSum(start, [slope], [1], direction * h));
    return (
      norm(
        moved.map((value, d) => value - (slope[d] as number)),
        [start],
      ) / h
    );
  };
  const norms = { state: norm(start, [start]), slope: norm(slope, [start]), curvature };
  const opening = task.firstStep ?? firstStep(norms, errorOrder, Math.abs(to - from));

  const steps: { readonly t: number; readonly h: number; readonly at: (theta: number) => readonly number[] }[] = [];
  const zeros = start.map(() => 0);
  const { point, accepted, rejected } = drive<Point>(
    { y: start, stages: [] },
    {
      attempt: (t, h, { y }) => {
        const stages = plainStages(field, tableau, tableau.stages, t, h, y);
        const next = plainSum(y, stages, tableau.b, h);
        return { error: norm(plainSum(zeros, stages, errorWeights, h), [y, next]), point: { y: next, stages } };
      },
      accept: ({ t, h }, before, { stages }) => {
        steps.push({ t, h, at: (theta) => plainSum(before.y, stages, denseWeights(tableau, theta), h) });
      },
      reject: () => undefined,
    },
    { from, to, firstStep: opening, maxSteps, errorOrder, precision: float64 },
  );
  const at = (t: number): readonly number[] => {
    const found = steps.findLast((step) => direction * (step.t - t) <= 0);
    return found === undefined ? start : found.at((t - found.t) / found.h);
  };
  return { y: point.y, accepted, rejected, times: [...steps.map(({ t }) => t), to], at };
}

interface Point {
  readonly y: readonly number[];
  /** Stages of the step that ends here. */
  readonly stages: readonly (readonly number[])[];
}
