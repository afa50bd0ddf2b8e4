import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nodeFs } from '../atomic/fs';
import { problem, systemCode, systemReason } from '../problem';
import { files } from './files';
import { checkName, shortId } from './names';
import { RunFolder } from './run-folder';

/** What a run folder is named after. */
export interface RunFolderRequest {
  /** Folder that holds the runs; made if it is not there. */
  readonly runs: string;
  /** Name of the run, usually the pipeline's. */
  readonly name: string;
  /** Identifies the plan, e.g. its SHA-256; the first eight characters are used. */
  readonly id: string;
}

/**
 * Makes a new folder `<name>-<short id>` for a run, or `<name>-<short id>-2`, `-3`, ... where that is taken. Two
 * processes never get the same folder.
 * @throws NopropError `bad_name` for a name or id that could lead elsewhere, `write_failed` where no folder can be made
 */
export function createRunFolder({ runs, name, id }: RunFolderRequest): RunFolder {
  const base = `${checkName('run name', name)}-${shortId(id)}`;
  const parent = resolve(runs);
  try {
    mkdirSync(parent, { recursive: true });
    for (let count = 1; ; count++) {
      const path = join(parent, count === 1 ? base : `${base}-${count}`);
      if (!makeFolder(path)) continue;
      mkdirSync(join(path, files.checkpoints));
      nodeFs.syncFolder(path);
      nodeFs.syncFolder(parent);
      return new RunFolder(path);
    }
  } catch (error) {
    throw problem(
      'write_failed',
      parent,
      `Cannot make a run folder here: ${systemReason(error)}.`,
      'Choose a folder that can be written to.',
    );
  }
}

/** False if the name is taken. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
