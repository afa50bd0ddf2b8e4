/** Options of `huber/noprop-dt`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['delta'],
  properties: {
    delta: {
      type: 'number',
      exclusiveMinimum: 0,
      description: 'Error of an embedding component above which the loss grows linearly.',
    },
    eta: { type: 'number', exclusiveMinimum: 0, default: 0.1, description: 'Weight of the denoising term.' },
    inferenceNoise: {
      enum: ['on', 'off', 'all-but-last'],
      default: 'on',
      description: 'Noise of the inference chain, as in noprop/noprop-dt.',
    },
  },
} as const;
