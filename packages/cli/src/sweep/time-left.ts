import { duration } from '../progress/format';

/** Estimates the time left of a sweep from the rate at which its trials have finished so far. */
export function timeLeft(now: () => number): {
  readonly finished: (seconds: number) => void;
  readonly text: (left: number) => string;
} {
  const began = now();
  let finished = 0;
  return {
    // A trial that fails before it starts ends at once and would make the rate look too fast.
    finished: (seconds) => {
      if (seconds >= 0.05) finished++;
    },
    text: (left) => {
      if (finished === 0 || left === 0) return '';
      return `about ${duration(((now() - began) / 1000 / finished) * left)}`;
    },
  };
}
