import type { BlockFamily } from './contracts/block';
import type { ContinuousSchedule, DiscreteSchedule, Schedule } from './contracts/schedule';
import { NopropError } from './issues/error';

/**
 * Returns a pipeline's schedule if it is in discrete time.
 *
 * @param objective name of the objective, for the message
 * @throws NopropError `wrong_schedule`
 */
export function requireDiscrete(schedule: Schedule, objective: string): DiscreteSchedule {
  if (schedule.kind === 'discrete') return schedule;
  throw wrongSchedule(objective, 'discrete', schedule.kind, 'noprop/cosine');
}

/**
 * Returns a pipeline's schedule if it is in continuous time.
 *
 * @throws NopropError `wrong_schedule`
 */
export function requireContinuous(schedule: Schedule, objective: string): ContinuousSchedule {
  if (schedule.kind === 'continuous') return schedule;
  throw wrongSchedule(objective, 'continuous', schedule.kind, 'noprop/learned');
}

/**
 * Returns a pipeline's blocks if they work in the given kind of time.
 *
 * @throws NopropError `wrong_blocks`
 */
export function requireBlocks(blocks: BlockFamily, time: BlockFamily['time'], objective: string): BlockFamily {
  if (blocks.time === time) return blocks;
  throw new NopropError({
    code: 'wrong_blocks',
    path: '',
    message: `${objective} needs ${time}-time blocks, got ${blocks.time}-time blocks.`,
    hint: `Choose blocks such as noprop/conv-${time}.`,
  });
}

function wrongSchedule(objective: string, expected: string, actual: string, choice: string): NopropError {
  return new NopropError({
    code: 'wrong_schedule',
    path: '',
    message: `${objective} needs a ${expected}-time schedule, got a ${actual}-time one.`,
    hint: `Choose one such as ${choice}.`,
  });
}
