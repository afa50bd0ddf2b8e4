import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { serveSlots, takeSlot } from './slots';

const test = suite('slots');

test('serves as many at once as there are slots, in the order of their requests', async () => {
  const slots = await serveSlots(2);
  const order: number[] = [];
  let [running, most] = [0, 0];
  let both = (): void => undefined;
  const twoAtOnce = new Promise<void>((resolve) => (both = resolve));
  const work = async (index: number): Promise<void> => {
    const release = await takeSlot(slots.path);
    order.push(index);
    most = Math.max(most, ++running);
    if (running === 2) both();
    await twoAtOnce;
    running--;
    release();
  };
  await Promise.all([0, 1, 2, 3, 4, 5].map(work));
  slots.close();
  assert.equal([most, order], [2, [0, 1, 2, 3, 4, 5]]);
  assert.is(existsSync(slots.path), false);
});

test('takes back the slot of a process that is killed', async () => {
  const slots = await serveSlots(1);
  const source = `require('net').createConnection(process.argv[1]).once('data', () => console.log('taken'))`;
  const holder = spawn(process.execPath, ['-e', source, slots.path], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  const next = takeSlot(slots.path);
  holder.kill('SIGKILL');
  (await next)();
  slots.close();
});

test.run();
