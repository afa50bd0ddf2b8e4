import { readFileSync } from 'node:fs';
import { exitCodes, NopropError } from '@noprop/core';

/** The text of a pipeline file, or of standard input for `-`. */
export function readPipeline(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : (error as Error).message;
    throw new NopropError(
      {
        code: 'unreadable_file',
        path: '',
        file,
        message: `Cannot read the pipeline: ${reason}.`,
        hint: 'Give the path of a YAML file, or - for standard input.',
      },
      exitCodes.usage,
    );
  }
}
