import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DatasetSplit, defineDataset, type FromSchema, permutation, RandomStream, type Split } from '@noprop/core';
import { glyphPen, glyphSize } from '../shared/drawing/draw-glyph';
import { schema } from './glyphs.schema';

type Options = FromSchema<typeof schema>;

/**
 * Generated digits: pen strokes under random affine maps, with random thickness, ink and noise. Needs no files and no
 * network. Classes are balanced: images 10 i to 10 i + 9 show each digit once.
 */
export const glyphs = defineDataset({
  name: 'noprop/glyphs',
  summary: 'Generated digits: 28 x 28 gray images in ten classes; needs no files and no network.',
  needs: [],
  schema,
  build: (options: Options) => ({
    name: 'glyphs',
    image: { height: glyphSize, width: glyphSize, channels: 1 },
    classes: 10,
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    count: (split) => options[split],
    locate: async () => ({ origin: 'generated', location: `drawn with seed ${options.seed}` }),
    load: (split, onProgress) => drawSplit(options, split, onProgress),
  }),
});

async function drawSplit(
  options: Options,
  split: Split,
  onProgress?: (message: string) => void,
): Promise<DatasetSplit> {
  const count = options[split];
  const pixels = glyphSize * glyphSize;
  const images = new Uint8Array(count * pixels);
  const labels = new Uint8Array(count);
  const draw = glyphPen(options);
  for (let i = 0; i < count; i++) {
    if (i % TURN === 0) {
      onProgress?.(`glyphs: drawing ${split} image ${i} of ${count}`);
      await nextTurn();
    }
    if (i % 10 === 0) labels.set(tenLabels(options.seed, split, i / 10).subarray(0, count - i), i);
    draw(labels[i] as number, new RandomStream(options.seed, `glyphs/${split}/image`, [i, 0]), images, i * pixels);
  }
  return { images, labels, count };
}

/** Each digit once; every group of ten images has its own random order. */
function tenLabels(seed: number, split: Split, group: number): Int32Array {
  return permutation(10, new RandomStream(seed, `glyphs/${split}/label`, [group, 0]));
}

/** Number of images drawn before yielding to the event loop. */
const TURN = 1000;
