import { type DatasetSplit, defineDataset, definePlugin, type Plugin, type Split } from '@noprop/core';

const COUNTS = { train: 256, test: 500 } as const;
const SIDE = 32;
const CHANNELS = 3;

/** For tests: datasets of CIFAR's shapes that need no files. */
export const standIns: Plugin = definePlugin({
  name: 'stand-ins',
  components: [standIn('stand-in/cifar-10', 10), standIn('stand-in/cifar-100', 100)],
});

function standIn(name: string, classes: number) {
  return defineDataset({
    name,
    summary: 'Colored stripes in the shape of CIFAR.',
    needs: [],
    schema: { type: 'object', additionalProperties: false, properties: {} },
    build: () => ({
      name,
      image: { height: SIDE, width: SIDE, channels: CHANNELS },
      classes,
      classNames: Array.from({ length: classes }, (_, k) => `stripes ${k}`),
      count: (split: Split) => COUNTS[split],
      locate: async () => ({ origin: 'generated', location: 'nowhere' }),
      load: async (split: Split) => draw(split, classes),
    }),
  });
}

/** Each class has its own stripes; each image has its own shift and brightness, so that no two are equal. */
function draw(split: Split, classes: number): DatasetSplit {
  const count = COUNTS[split];
  const images = new Uint8Array(count * SIDE * SIDE * CHANNELS);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classes);
  const phase = split === 'train' ? 0 : 0.5;
  for (let at = 0; at < images.length; at++) {
    const channel = at % CHANNELS;
    const column = Math.floor(at / CHANNELS) % SIDE;
    const row = Math.floor(at / (CHANNELS * SIDE)) % SIDE;
    const i = Math.floor(at / (CHANNELS * SIDE * SIDE));
    const label = labels[i] as number;
    const across = column * (1 + (label % 10)) + row * (1 + Math.floor(label / 10)) + phase + i / count;
    images[at] = 128 + 100 * Math.sin((across * 2 * Math.PI) / SIDE + channel) + (i % 28);
  }
  return { images, labels, count };
}
