import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { inTemporaryFolder } from '../testing-files';
import { type Download, download, type Persistence } from './download';
import { type Answer, type Asked, withServer } from './testing-server';

/** 40,000 bytes that no compression or range can be mistaken for. */
export const goodFile = Buffer.from(Uint8Array.from({ length: 40_000 }, (_, i) => (i * i + (i >> 7)) & 0xff));

/** A download without long waits. */
export const impatient: Persistence = { attempts: 3, pause: 1, patience: 5000 };

/** What a test may look at after and during a download of {@link goodFile}. */
export interface Scene {
  readonly origin: string;
  readonly asked: readonly Asked[];
  readonly file: string;
  readonly messages: readonly string[];
  /** Downloads from the server's `/a`, and from `/b` where there are to be two mirrors. */
  fetch(limits?: Persistence, mirrors?: readonly string[]): Promise<void>;
  /** Names of the files beside the wanted one, the lock left out. */
  names(): Promise<readonly string[]>;
  contents(): Promise<string>;
}

/** Runs a test against a server that gives these answers in turn and an empty cache. */
export function withDownload(answers: readonly Answer[], body: (scene: Scene) => Promise<void>): Promise<void> {
  return inTemporaryFolder((folder) =>
    withServer(answers, ({ origin, asked }) => {
      const messages: string[] = [];
      const file = join(folder, 'data', 'images.gz');
      const wanted = (mirrors: readonly string[]): Download => ({
        urls: mirrors.map((path) => `${origin}${path}`),
        file,
        bytes: goodFile.length,
        sha256: sha256Hex(goodFile),
        onProgress: (message) => messages.push(message),
      });
      return body({
        origin,
        asked,
        file,
        messages,
        fetch: (limits = impatient, mirrors = ['/a']) => download(wanted(mirrors), limits),
        names: async () => (await readdir(join(folder, 'data'))).filter((name) => !name.endsWith('.lock')).sort(),
        contents: async () => sha256Hex(await readFile(file)),
      });
    }),
  );
}
