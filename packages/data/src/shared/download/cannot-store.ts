import { NopropError } from '@noprop/core';

/** `dataset_download_failed` for a file or folder that the disk refuses. */
export function cannotStore(path: string, error: Error): NopropError {
  return new NopropError({
    code: 'dataset_download_failed',
    path: '',
    message: `${path} could not be stored: ${error.message}.`,
    hint: 'Free some space, or choose another folder with NOPROP_CACHE.',
  });
}
