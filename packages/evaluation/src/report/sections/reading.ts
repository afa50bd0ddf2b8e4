import { html, type Markup } from '../html/html';
import { pairs } from '../html/pairs';

/** What the words of the tables mean. */
export function readingNotes(): Markup {
  return pairs([
    [
      'Values',
      'One accuracy for each trained model (seed) and each inference run of it; the noise of an inference run is drawn anew.',
    ],
    [
      'SD',
      'Sample standard deviation over all values (divisor n − 1). A single value has none; that of one seed tells of the noise of inference alone, not of what another training would give.',
    ],
    [
      'SE',
      'Standard error of the mean: SD divided by the square root of the number of values. The values of one seed are not independent, so with few seeds it is too small; the interval respects that.',
    ],
    ['95 % interval', 'Percentile bootstrap of the mean that draws seeds, then inference runs within each.'],
    [
      'Paper',
      html`arXiv 2503.24322. The caption of Table 1 calls the ± standard errors, which values between 0 and 100 cannot have in some of its cells; here it is read as a standard deviation.`,
    ],
    ['Equal results', 'This page holds no clock and no memory figure, so equal results give equal bytes.'],
  ]);
}
