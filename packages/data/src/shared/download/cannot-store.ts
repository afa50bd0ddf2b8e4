import { NopropError } from '@noprop/core';

/** `dataset_download_failed` for a file or folder that cannot be written. */
export function cannotStore(path: string, error: Error): NopropError {
  return new NopropError({
    code: 'dataset_download_failed',
    path: '',
    message: `Cannot write ${path}: ${error.message}.`,
    hint: 'Free some space, or choose another folder with NOPROP_CACHE.',
  });
}
