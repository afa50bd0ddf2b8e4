import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nodeFs } from '../atomic/fs';
import { problem, systemCode, systemReason } from '../problem';
import { files } from './files';
import { checkName, shortId } from './names';
import { RunFolder } from './run-folder';

/** Where to create a run folder and what to name it after. */
export interface RunFolderRequest {
  /** Folder of all runs; created if missing. */
  readonly runs: string;
  /** Name of the run, usually the pipeline's. */
  readonly name: string;
  /** Identifies the plan, e.g. its SHA-256; the first eight characters are used. */
  readonly id: string;
}

/**
 * Creates a new folder `<name>-<short id>` for a run, or `<name>-<short id>-2`, `-3`, ... if that is taken. Two
 * processes never get the same folder.
 * @throws NopropError `bad_name` for a name or id that is unsafe in a path, `write_failed` if no folder can be created
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
      `Cannot create a run folder here: ${systemReason(error)}.`,
      'Choose a writable folder.',
    );
  }
}

/** Creates a folder; false if the name is taken. */
function makeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}
