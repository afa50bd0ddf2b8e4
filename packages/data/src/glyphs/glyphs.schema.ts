export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    train: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 8000,
      description: 'Images of the train split.',
    },
    test: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 2000, description: 'Images of the test split.' },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      default: 7,
      description: 'Decides every image; image i is the same however many are drawn.',
    },
    noise: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      description: 'Standard deviation of the noise of a pixel, as a fraction of full ink.',
    },
    distortion: {
      type: 'number',
      minimum: 0,
      maximum: 2,
      default: 1,
      description:
        'Strength of rotation, shear, scale, translation and bending; 0 draws every digit upright and centred.',
    },
  },
} as const;
