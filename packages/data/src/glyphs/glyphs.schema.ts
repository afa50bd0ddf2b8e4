export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    train: {
      type: 'integer',
      minimum: 1,
      maximum: 1_000_000,
      default: 8000,
      description: 'Number of training images.',
    },
    test: { type: 'integer', minimum: 1, maximum: 1_000_000, default: 2000, description: 'Number of test images.' },
    seed: {
      type: 'integer',
      minimum: 0,
      maximum: 4_294_967_295,
      default: 7,
      description: 'Seed of all images; image i does not depend on how many images are drawn.',
    },
    noise: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
      description: 'Standard deviation of the pixel noise, as a fraction of full ink.',
    },
    distortion: {
      type: 'number',
      minimum: 0,
      maximum: 2,
      default: 1,
      description:
        'Strength of rotation, shear, scaling, translation and bending; 0 draws every digit upright and centered.',
    },
  },
} as const;
