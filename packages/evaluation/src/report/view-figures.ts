import type { Figure } from '../figures/figure';
import { prototypesFigure } from '../figures/prototypes/prototypes-figure';
import { scheduleCurves } from '../figures/schedule/schedule-curves';
import { scheduleFigure } from '../figures/schedule/schedule-figure';
import type { PrototypeRecord, TrialRecord } from '../record/record';

/**
 * Figures of what a method learned: its image-size class embeddings and its noise schedule, from the first completed
 * trial that kept them. Empty if it learns neither.
 *
 * @param id prefix of the figures' ids
 */
export async function viewFigures(trials: readonly TrialRecord[], id: string): Promise<readonly Figure[]> {
  const trial = trials.find(({ run }) => run?.view !== undefined);
  const { view, classNames } = trial?.run ?? {};
  if (trial === undefined || view === undefined) return [];
  const { prototypes, schedule } = view;
  const figures = await Promise.all([
    ...(prototypes === undefined
      ? []
      : [prototypesFigure({ ...prototypes, classNames: classNames ?? numbersOf(prototypes) }, `${id}-prototypes`)]),
    ...(schedule === undefined ? [] : [scheduleFigure(scheduleCurves(schedule), `${id}-schedule`)]),
  ]);
  if (trials.length === 1) return figures;
  return figures.map((figure) => ({ ...figure, caption: `${figure.caption} Shown: seed ${trial.seed}.` }));
}

/** Numbers as names of unnamed classes. */
function numbersOf({ image, initial }: PrototypeRecord): readonly string[] {
  const classes = initial.length / (image.height * image.width * image.channels);
  return Array.from({ length: classes }, (_, k) => String(k));
}
