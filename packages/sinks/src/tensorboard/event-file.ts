import { closeSync, constants, mkdirSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { versionEvent } from './event';
import { tfRecord } from './tf-record';

/** A new event file. */
export class EventFile {
  readonly #file: number;

  /**
   * Creates the next event file in a folder, and the folder if needed. TensorBoard reads the files of a folder in the
   * order of their names, so the new name sorts after all others even if the clock was set back.
   *
   * @param seconds wall-clock time
   */
  constructor(folder: string, seconds: number) {
    mkdirSync(folder, { recursive: true });
    const earlier = readdirSync(folder).flatMap((name) => NAME.exec(name)?.slice(1, 3).map(Number) ?? []);
    const time = Math.max(Math.floor(seconds), ...earlier.filter((_, i) => i % 2 === 0));
    const count = Math.max(0, ...earlier.filter((_, i) => i % 2 === 1)) + 1;
    const name = `${PREFIX}${String(time).padStart(10, '0')}.noprop.${String(count).padStart(4, '0')}`;
    const { O_WRONLY, O_CREAT, O_EXCL } = constants;
    this.#file = openSync(join(folder, name), O_WRONLY | O_CREAT | O_EXCL, 0o644);
    this.append(versionEvent(seconds));
  }

  /** Appends an event; it has been handed to the operating system when the call returns. */
  append(event: Uint8Array): void {
    let rest: Uint8Array = tfRecord(event);
    while (rest.length > 0) rest = rest.subarray(writeSync(this.#file, rest));
  }

  close(): void {
    closeSync(this.#file);
  }
}

const PREFIX = 'events.out.tfevents.';
const NAME = /^events\.out\.tfevents\.(\d{10})\.noprop\.(\d{4,})$/;
