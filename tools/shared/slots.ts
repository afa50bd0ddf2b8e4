import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Name of the variable that holds the address of the slots. */
export const slotsVariable = 'NOPROP_TEST_SLOTS';

export interface Slots {
  /** Address for {@link takeSlot}, also from other processes. */
  readonly path: string;
  close(): void;
}

/** Hands out `count` slots to processes that ask for one, first come, first served. A process that dies returns its slot. */
export function serveSlots(count: number): Promise<Slots> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-slots-'));
  const path = join(folder, 'slots');
  const waiting: Socket[] = [];
  let free = count;
  const serve = (): void => {
    while (free > 0 && waiting.length > 0) {
      free--;
      waiting.shift()?.write('go\n');
    }
  };
  const server = createServer((socket) => {
    waiting.push(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      const place = waiting.indexOf(socket);
      if (place >= 0) waiting.splice(place, 1);
      else free++;
      serve();
    });
    socket.resume();
    serve();
  });
  const close = (): void => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve({ path, close }));
  });
}

/** Waits for a slot; call the result to return it. */
export function takeSlot(path: string): Promise<() => void> {
  const socket = createConnection(path);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('data', () => resolve(() => void socket.destroy()));
  });
}
