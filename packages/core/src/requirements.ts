import type { BlockFamily } from './contracts/block';
import type { ContinuousSchedule, DiscreteSchedule, Schedule } from './contracts/schedule';
import { NopropError } from './issues/error';

/**
 * The schedule of a pipeline, where an objective works in discrete time.
 *
 * @param objective its name, for the message
 * @throws NopropError `wrong_schedule`
 */
export function requireDiscrete(schedule: Schedule, objective: string): DiscreteSchedule {
  if (schedule.kind === 'discrete') return schedule;
  throw wrongSchedule(objective, 'discrete', schedule.kind, 'noprop/cosine');
}

/**
 * The schedule of a pipeline, where an objective works in continuous time.
 *
 * @throws NopropError `wrong_schedule`
 */
export function requireContinuous(schedule: Schedule, objective: string): ContinuousSchedule {
  if (schedule.kind === 'continuous') return schedule;
  throw wrongSchedule(objective, 'continuous', schedule.kind, 'noprop/learned');
}

/**
 * The blocks of a pipeline, where an objective needs them to be told the time, or not to be.
 *
 * @throws NopropError `wrong_blocks`
 */
export function requireBlocks(blocks: BlockFamily, time: BlockFamily['time'], objective: string): BlockFamily {
  if (blocks.time === time) return blocks;
  throw new NopropError({
    code: 'wrong_blocks',
    path: '',
    message: `${objective} works in ${time} time, found blocks of ${blocks.time} time.`,
    hint: `Choose blocks of ${time} time, e.g. noprop/conv-${time}.`,
  });
}

function wrongSchedule(objective: string, wanted: string, found: string, choice: string): NopropError {
  return new NopropError({
    code: 'wrong_schedule',
    path: '',
    message: `${objective} works in ${wanted} time, found a schedule of ${found} time.`,
    hint: `Choose a schedule of ${wanted} time, e.g. ${choice}.`,
  });
}
