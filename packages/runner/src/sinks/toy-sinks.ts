import { definePlugin, defineSink, type OpenSink, type Plugin, type SinkRecord, type SinkRun } from '@noprop/core';

const options = { type: 'object', additionalProperties: false } as const;

/** For tests: what `run/notes` received, in order. */
export const received: (SinkRecord | { readonly record: 'opened'; readonly run: Omit<SinkRun, 'note'> } | 'closed')[] =
  [];

const notes = defineSink({
  name: 'run/notes',
  summary: 'Keeps what it receives.',
  needs: [],
  schema: { ...options, properties: {} },
  build: () => ({
    open: ({ note: _note, ...run }: SinkRun) => {
      received.push({ record: 'opened', run });
      return {
        write: (record: SinkRecord) => void received.push(record),
        close: async () => void received.push('closed'),
      };
    },
  }),
});

type Fault = 'open' | 'write' | 'write-later' | 'spoil' | 'close' | 'hang' | 'note';

const failing = (message: string): never => {
  throw new Error(message);
};

/** Returns a promise, which the contract forbids. */
const later = async (): Promise<never> => failing('the post is slow');

const ways: Readonly<Record<Fault, (run: SinkRun) => OpenSink>> = {
  open: () => failing('the door is shut'),
  write: () => ({ write: () => failing('the pen is dry'), close: async () => failing('and the book is lost') }),
  'write-later': () => ({ write: later as () => void, close: async () => undefined }),
  spoil: () => ({
    write: (record) => {
      if (record.record === 'evaluated') (record.values.classes as number[]).fill(9);
    },
    close: async () => undefined,
  }),
  close: () => ({ write: () => undefined, close: async () => failing('the ink is wet') }),
  hang: () => ({ write: () => undefined, close: () => new Promise(() => undefined) }),
  note: ({ note }) => {
    note('one metric was left out.');
    return { write: () => undefined, close: async () => undefined };
  },
};

const faulty = defineSink({
  name: 'run/faulty',
  summary: 'Does one thing wrong.',
  needs: [],
  schema: { ...options, properties: { fault: { enum: Object.keys(ways) } } },
  build: ({ fault }: { fault: Fault }) => ({ open: (run: SinkRun) => ways[fault](run) }),
});

/** For tests: a sink that keeps everything, and one that fails. */
export const toySinks: Plugin = definePlugin({ name: 'toy-sinks', components: [notes, faulty] });
