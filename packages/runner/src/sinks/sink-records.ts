import type { SinkRecord } from '@noprop/core';
import type { RunEvent } from '../run/events';

/**
 * The records that sinks receive for an event.
 *
 * @param done training steps done when the event happened
 */
export function sinkRecords(event: RunEvent, done: number): readonly SinkRecord[] {
  switch (event.event) {
    case 'step': {
      const { step, epoch, passes, passName, loss, terms, metrics, imagesPerSecond } = event;
      return [{ record: 'step', step, epoch, passes, passName, loss, terms, metrics, imagesPerSecond }];
    }
    case 'epoch':
      return [{ record: 'epoch', epoch: event.epoch, step: done, seconds: event.seconds }];
    case 'progress':
      return Object.entries(event.evaluation).map(([split, values]) => ({
        record: 'progress',
        step: event.step,
        epoch: event.epoch,
        split,
        values,
      }));
    case 'evaluated': {
      const { split, values, secondsPerImage } = event;
      return [
        { record: 'evaluated', step: done, split, values, ...(secondsPerImage !== undefined && { secondsPerImage }) },
      ];
    }
    case 'finished':
      return [{ record: 'finished', status: event.result.status, step: done, seconds: event.result.seconds }];
    default:
      return [];
  }
}
