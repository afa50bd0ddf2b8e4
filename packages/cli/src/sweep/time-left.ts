import { duration } from '../progress/format';

/** Estimates what is left of a sweep by the pace at which its trials have ended so far. */
export function timeLeft(now: () => number): {
  readonly finished: (seconds: number) => void;
  readonly text: (left: number) => string;
} {
  const began = now();
  let finished = 0;
  return {
    // Trials that were over at once, because they cannot run, say nothing of the pace.
    finished: (seconds) => {
      if (seconds >= 0.05) finished++;
    },
    text: (left) => {
      if (finished === 0 || left === 0) return '';
      return `about ${duration(((now() - began) / 1000 / finished) * left)}`;
    },
  };
}
