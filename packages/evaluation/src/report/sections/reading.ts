import { html, type Markup } from '../html/html';
import { pairs } from '../html/pairs';

/** Explains the terms used in the tables. */
export function readingNotes(): Markup {
  return pairs([
    ['Values', 'One accuracy per trained model (seed) and inference run. Each inference run draws new noise.'],
    [
      'SD',
      'Sample standard deviation over all values (divisor n − 1). Undefined for a single value. For one seed it shows inference noise only, not how much trainings vary.',
    ],
    [
      'SE',
      'Standard error of the mean: SD divided by the square root of the number of values. Values of the same seed are not independent, so with few seeds it is too small; the interval accounts for that.',
    ],
    ['95 % interval', 'Percentile bootstrap of the mean, which resamples seeds, then inference runs within each.'],
    [
      'Paper',
      html`arXiv 2503.24322. The caption of Table 1 calls its ± standard errors, which is impossible for values between 0 and 100 in some of its cells. This page reads it as a standard deviation.`,
    ],
    ['Equal results', 'This page has no times and no memory, so equal results give equal bytes.'],
  ]);
}
