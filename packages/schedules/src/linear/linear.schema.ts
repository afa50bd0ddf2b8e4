export const schema = {
  type: 'object',
  additionalProperties: false,
  'x-paper': 'eq:4',
  properties: {
    steps: { type: 'integer', minimum: 1, default: 10, description: 'T, the number of blocks.' },
    betaMin: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 0.1,
      description: "Noising rate at the clean end, per unit of time (default: DDPM's first beta, 1e-4, x 1000 steps).",
    },
    betaMax: {
      type: 'number',
      exclusiveMinimum: 0,
      default: 20,
      description: "Noising rate at the noisy end, per unit of time (default: DDPM's last beta, 0.02, x 1000 steps).",
    },
  },
} as const;
