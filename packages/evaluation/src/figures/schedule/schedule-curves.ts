import type { ScheduleRecord, ViewRecord } from '../../record/record';
import type { ScheduleCurve } from './schedule-figure';

/** A learned schedule before and after training, and the log-linear one with the same ends as the learned one. */
export function scheduleCurves({ initial, learned }: NonNullable<ViewRecord['schedule']>): readonly ScheduleCurve[] {
  return [{ name: 'initial', ...initial }, { name: 'learned', ...learned }, logLinear(learned)];
}

function logLinear({ t, gamma }: ScheduleRecord): ScheduleCurve {
  const [first, last] = [gamma[0] as number, gamma.at(-1) as number];
  const line = t.map((time) => first + (last - first) * time);
  return { name: 'log-linear', t, gamma: line, snr: line.map((value) => Math.exp(-value)) };
}
