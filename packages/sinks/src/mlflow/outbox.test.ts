import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Outbox } from './outbox';

const test = suite('Outbox');

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

/** An outbox and a log of its calls and batches, in order; `gate` delays the first batch. */
function recorded(options: { capacity?: number; gate?: Promise<void>; fails?: 'begin' | 'send' | 'end' } = {}) {
  const log: (string | readonly number[])[] = [];
  const step = async (name: 'begin' | 'send' | 'end'): Promise<void> => {
    if (options.fails === name) throw new Error(`${name} failed`);
    if (name !== 'send') log.push(name);
  };
  const outbox = new Outbox<number>({
    begin: async () => {
      await options.gate;
      await step('begin');
    },
    send: async (batch) => {
      await step('send');
      log.push(batch);
    },
    end: () => step('end'),
    linger: 3_600_000,
    ...(options.capacity !== undefined && { capacity: options.capacity }),
  });
  return { log, outbox };
}

test('sends everything in order, in batches of at most 1000, between begin and end', async () => {
  const { log, outbox } = recorded();
  outbox.add(numbers(0, 1500));
  outbox.add(numbers(1500, 2100));
  await outbox.close();
  assert.equal(log, ['begin', numbers(0, 1000), numbers(1000, 2000), numbers(2000, 2100), 'end']);
  assert.equal(outbox.counts, { dropped: 0, waiting: 0 });
});

test('begins and ends without items', async () => {
  const { log, outbox } = recorded();
  await outbox.close();
  assert.equal(log, ['begin', 'end']);
});

test('sends a full batch at once and holds back a partial one', async () => {
  const { log, outbox } = recorded();
  outbox.add([1]);
  await new Promise(setImmediate);
  assert.equal(log, ['begin']);
  outbox.add(numbers(2, 1001));
  await new Promise(setImmediate);
  assert.equal(log, ['begin', numbers(1, 1001)]);
  await outbox.close();
});

test('drops and counts the oldest items beyond its capacity', async () => {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { log, outbox } = recorded({ capacity: 5, gate });
  for (const i of numbers(0, 12)) outbox.add([i]);
  assert.equal(outbox.counts, { dropped: 7, waiting: 5 });
  open();
  await outbox.close();
  assert.equal(log, ['begin', [7, 8, 9, 10, 11], 'end']);
});

for (const fails of ['begin', 'send', 'end'] as const) {
  test(`throws a failure of ${fails} from the next call`, async () => {
    const { outbox } = recorded({ fails });
    outbox.add(numbers(0, 1000));
    await new Promise(setImmediate);
    const add = (): void => outbox.add([1]);
    if (fails === 'end') add();
    else assert.throws(add, `${fails} failed`);
    try {
      await outbox.close();
      assert.unreachable('close must reject');
    } catch (error) {
      assert.is((error as Error).message, `${fails} failed`);
    }
  });
}

test.run();
