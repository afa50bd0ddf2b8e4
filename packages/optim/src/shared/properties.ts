/** How the learning rate changes over a run, for every optimizer. Without it the rate is constant. */
export const scheduleProperty = {
  type: 'object',
  additionalProperties: false,
  required: ['kind'],
  description: 'How the learning rate falls over the run; without it the rate is constant.',
  properties: {
    kind: { enum: ['linear'], description: 'linear: a straight line that reaches 0 with the last step.' },
    after: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0,
      description: 'Share of the steps during which the rate is constant.',
    },
  },
} as const;

/** Which parameters decay, for every optimizer. Without a default, so that plans made before it keep their identity. */
export const decayBiasesProperty = {
  type: 'boolean',
  description: 'Whether weightDecay is for vectors too, such as biases; without it, it is.',
} as const;

type WithoutDefaults<P> = { readonly [K in keyof P]: Omit<P[K], 'default'> };

/** The option `groups`: any of these options, with another value for some parameter groups. */
export function groupsProperty<const P extends Readonly<Record<string, object>>>(properties: P) {
  const entries = Object.entries(properties).map(([name, property]) => {
    // A default would overrule what is set for all groups.
    const { default: _default, ...rest } = property as { readonly default?: unknown };
    return [name, rest] as const;
  });
  return {
    type: 'object',
    description:
      'Other options for some parameter groups, by name; a name is also for all groups that continue it after a slash.',
    additionalProperties: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(entries) as WithoutDefaults<P>,
    },
  } as const;
}
