import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { exitCodes, NopropError } from '@noprop/core';
import { type Figure, standaloneSvg } from '@noprop/evaluation';
import { writeFileAtomic } from '@noprop/store';

/**
 * Writes each figure on a white background as `<id>.svg`, and as `<id>.png` at twice the size. Creates the folder if
 * needed and leaves other files in it alone.
 *
 * @returns the paths, in the order of the figures
 * @throws NopropError `not_a_folder` if it cannot be created, and what `writeFileAtomic` refuses
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
        message: `Cannot create the folder for figures: ${code}.`,
        hint: 'Give --figures a folder that you can write to.',
      },
      exitCodes.usage,
    );
  }
}
