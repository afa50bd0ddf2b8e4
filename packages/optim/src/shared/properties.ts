/** The option `schedule` of every optimizer. */
export const scheduleProperty = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  description: 'How the learning rate falls during the run. If absent, it is constant.',
  properties: {
    kind: { enum: ['linear'], description: 'linear: falls linearly to 0 at the end of the run.' },
    after: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'Fraction of the steps before the rate starts to fall.',
    },
  },
} as const;

/** The option `decayBiases`. It has no default, because a default would change the ids of existing plans. */
export const decayBiasesProperty = {
  type: 'boolean',
  description: 'Whether weightDecay also applies to vectors, such as biases. If absent, it does.',
} as const;

type WithoutDefaults<P> = { readonly [K in keyof P]: Omit<P[K], 'default'> };

/** The option `groups`: any of the given options, with different values for some parameter groups. */
export function groupsProperty<const P extends Readonly<Record<string, object>>>(properties: P) {
  const entries = Object.entries(properties).map(([name, property]) => {
    // A default would override the options set for all groups.
    const { default: _default, ...rest } = property as { readonly default?: unknown };
    return [name, rest] as const;
  });
  return {
    type: 'object',
    description: 'Options that differ for some parameter groups, by group name. The name head also covers head/1.',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(entries) as WithoutDefaults<P>,
    },
  } as const;
}
