import type { Plan } from '../plan/plan';
import type { RunEvent } from '../run/events';
import { HostedSink } from './hosted-sink';
import { sinkRecords } from './sink-records';

interface Observed {
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Runs with the plan's sinks in addition to the given event callback. They are opened when the run starts, receive its
 * records, and are closed when it ends, however it ends.
 *
 * @param folder absolute path of the run folder
 */
export async function withSinks<O extends Observed, R>(
  plan: Plan,
  folder: string,
  options: O,
  run: (options: O) => Promise<R>,
): Promise<R> {
  const warn = (message: string): void => options.onEvent({ event: 'warning', message });
  const sinks = plan.parts.sinks.map((sink, i) => {
    const name = plan.data.sinks?.[i]?.uses ?? `sinks.${i}`;
    return new HostedSink(sink, { name, warn });
  });
  let done = 0;
  const onEvent = (event: RunEvent): void => {
    options.onEvent(event);
    if (event.event === 'started') {
      const { name, planId, resumedFrom } = event;
      done = resumedFrom ?? 0;
      const resumed = resumedFrom === undefined ? {} : { resumedFrom };
      for (const each of sinks) each.open({ name, planId, options: optionsOf(plan), folder, ...resumed });
    }
    if (event.event === 'step') done = event.step;
    for (const record of sinkRecords(event, done)) for (const each of sinks) each.write(record);
  };
  try {
    return await run({ ...options, onEvent });
  } finally {
    await Promise.all(sinks.map((each) => each.close()));
  }
}

/** The options of a plan that sinks may receive: no paths. */
function optionsOf({ data, publicData }: Plan): Readonly<Record<string, unknown>> {
  const { seed, engine, plugins, training, expected } = data;
  const { slots, evaluation } = publicData;
  return { seed, engine, plugins, ...slots, training, evaluation, expected };
}
