import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '@noprop/store';
import { inTemporaryFolder } from '../testing-files';
import { type Download, download, type Persistence } from './download';
import { type Answer, type Asked, withServer } from './testing-server';

/** 40,000 bytes in which any wrong range or repetition is detected. */
export const goodFile = Buffer.from(Uint8Array.from({ length: 40_000 }, (_, i) => (i * i + (i >> 7)) & 0xff));

/** A download without long waits. */
export const impatient: Persistence = { attempts: 3, pause: 1, patience: 5000 };

/** What a test can inspect during and after a download of {@link goodFile}. */
export interface Scene {
  readonly origin: string;
  readonly asked: readonly Asked[];
  readonly file: string;
  readonly messages: readonly string[];
  /** Downloads from paths of the server, by default `/a`. */
  fetch(limits?: Persistence, mirrors?: readonly string[]): Promise<void>;
  /** Names of all files in the download folder except locks. */
  names(): Promise<readonly string[]>;
  contents(): Promise<string>;
}

/** Runs a test with an empty cache and a server that gives these answers in turn. */
export function withDownload(answers: readonly Answer[], body: (scene: Scene) => Promise<void>): Promise<void> {
  return inTemporaryFolder((folder) =>
    withServer(answers, ({ origin, asked }) => {
      const messages: string[] = [];
      const file = join(folder, 'data', 'images.gz');
      const requestFor = (mirrors: readonly string[]): Download => ({
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
        fetch: (limits = impatient, mirrors = ['/a']) => download(requestFor(mirrors), limits),
        names: async () => (await readdir(join(folder, 'data'))).filter((name) => !name.endsWith('.lock')).sort(),
        contents: async () => sha256Hex(await readFile(file)),
      });
    }),
  );
}
