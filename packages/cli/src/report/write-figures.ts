import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { type Figure, standaloneSvg } from '@noprop/evaluation';
import { writeFileAtomic } from '@noprop/store';

/**
 * Writes figures as files, on white paper: `<id>.svg`, and `<id>.png` at twice the size. The folder is made; what else
 * is in it stays.
 *
 * @returns the paths, in the order of the figures
 * @throws NopropError `not_a_folder` where it cannot be made, and what `writeFileAtomic` refuses
 */
export function writeFigures(folder: string, figures: readonly Figure[]): readonly string[] {
  makeFolder(folder);
  return figures.flatMap(({ id, svg, png }) => {
    const [vector, pixels] = [join(folder, `${id}.svg`), join(folder, `${id}.png`)];
    writeFileAtomic(vector, standaloneSvg(svg));
    writeFileAtomic(pixels, png());
    return [vector, pixels];
  });
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new NopropError(
      {
        code: 'not_a_folder',
        path: '',
        file: folder,
        message: `A folder for figures is wanted, but it cannot be made (${code}).`,
        hint: 'Name another one under --figures, where you may write.',
      },
      exitCodes.usage,
    );
  }
}
