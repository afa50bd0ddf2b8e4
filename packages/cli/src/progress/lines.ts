import { engineSettings } from '@noprop/engine';
import type { RunEvent } from '@noprop/runner';
import { duration, metric, percent, perImage, term } from './format';
import type { Reporter } from './reporter';

/** Least milliseconds between two lines about steps or about an evaluation. */
const INTERVAL = 10_000;
const LOADING_INTERVAL = 3000;

/** Plain lines: steps and evaluations at most once per interval, every other event at once. */
export function createLines(out: NodeJS.WritableStream, now: () => number = () => performance.now()): Reporter {
  let last = Number.NEGATIVE_INFINITY;
  // Loading that takes less than one interval gets no line.
  let lastLoading = now();
  return {
    show: (event) => {
      if (event.event === 'loading' && now() - lastLoading < LOADING_INTERVAL) return;
      if (event.event === 'loading') lastLoading = now();
      if (event.event === 'step' || event.event === 'evaluating') {
        const due = now() - last >= INTERVAL || (event.event === 'step' && event.step === event.steps);
        if (!due) return;
        last = now();
      }
      out.write(`${lineOf(event)}\n`);
    },
    stop: () => undefined,
  };
}

/** An event as one line. */
export function lineOf(event: RunEvent): string {
  switch (event.event) {
    case 'started':
      return `run ${event.run}${event.resumedFrom === undefined ? '' : `, resumed from step ${event.resumedFrom}`}`;
    case 'engine': {
      const { backend, version, reason } = event.engine;
      return `engine ${backend} ${version}, ${engineSettings(event.engine)} (${reason})`;
    }
    case 'data':
      return `data ${event.dataset} ${event.split}: ${event.count} images, ${event.source.origin}: ${event.source.location}`;
    case 'compiled':
      return `compiled the ${event.name} in ${event.seconds.toFixed(1)} s`;
    case 'step': {
      const terms = Object.entries(event.terms).map(([name, value]) => term(name, value));
      const metrics = Object.entries(event.metrics).map(([name, value]) => metric(name, value));
      const place = `epoch ${event.epoch}/${event.epochs}  ${event.passName} (${event.passStep}/${event.passSteps})`;
      const speed = `${event.imagesPerSecond.toFixed(0)} images/s  ${duration(event.secondsLeft)} left`;
      return [place, term('loss', event.loss), ...terms, ...metrics, speed].join('  ');
    }
    case 'epoch':
      return `epoch ${event.epoch}/${event.epochs} done in ${duration(event.seconds)}`;
    case 'checkpoint':
      return `checkpoint at step ${event.step}`;
    case 'evaluating':
      return `evaluating ${event.split}: ${event.done}/${event.total}`;
    case 'evaluated':
      return `evaluated ${event.split}${perImage(event.secondsPerImage)}`;
    case 'progress': {
      const accuracies = Object.entries(event.evaluation).flatMap(([split, { accuracy }]) =>
        typeof accuracy === 'number' ? [`${split} accuracy ${percent(accuracy)}`] : [],
      );
      return [`evaluated after epoch ${event.epoch}/${event.epochs}`, ...accuracies].join('  ');
    }
    case 'loading':
      return event.message;
    case 'warning':
      return `warning: ${event.message}`;
    case 'finished':
      return `${event.result.status} after ${duration(event.result.seconds)}`;
  }
}
