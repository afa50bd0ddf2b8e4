import { basename, join } from 'node:path';
import { defineSink, type FromSchema, type OpenSink, type SinkRun } from '@noprop/core';
import { scalarsOf } from '../shared/scalars';
import { scalarEvent, startEvent, textEvent } from './event';
import { EventFile } from './event-file';
import { schema } from './tensorboard.schema';

/**
 * Writes event files for TensorBoard: every metric of a run as a chart, and its options as a text. A process that
 * resumes a run adds a file, whose start event makes TensorBoard discard earlier values of the repeated steps.
 */
export const tensorboard = defineSink<FromSchema<typeof schema>>({
  name: 'noprop/tensorboard',
  summary: 'Writes TensorBoard event files with all metrics of a run: loss, terms, accuracies, speed.',
  needs: [],
  schema,
  build: ({ folder }) => ({
    open: (run) =>
      open(run, folder === undefined ? join(run.folder, 'tensorboard') : join(folder, basename(run.folder))),
  }),
});

function open(run: SinkRun, folder: string): OpenSink {
  const seconds = (): number => Date.now() / 1000;
  const file = new EventFile(folder, seconds());
  const first = (run.resumedFrom ?? 0) + 1;
  file.append(startEvent({ seconds: seconds(), step: first }));
  if (run.resumedFrom === undefined) file.append(textEvent({ seconds: seconds(), step: 0 }, 'plan', markdown(run)));
  return {
    write: (record) => file.append(scalarEvent({ seconds: seconds(), step: record.step }, scalarsOf(record))),
    close: async () => file.close(),
  };
}

/** Options as a Markdown code block. Indentation, unlike a fence, cannot be ended by the text. */
function markdown({ name, planId, options }: SinkRun): string {
  const text = JSON.stringify({ name, planId, ...options }, null, 2);
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}
