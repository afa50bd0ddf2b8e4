import type { Optimizer } from '@noprop/core';

/** An optimizer without settings per group. */
export type Rule = Pick<Optimizer, 'slots' | 'update'>;

/**
 * An optimizer with different options for some parameter groups. `groups` holds the options that differ, by a group's
 * name or its beginning up to a slash. If several names match, the longest one applies.
 *
 * @param create builds the optimizer for one set of options
 */
export function byGroup<Options extends object>(
  { groups, ...options }: Options & { readonly groups?: Readonly<Record<string, Partial<Options>>> },
  create: (options: Options) => Rule,
): Optimizer {
  const common = options as unknown as Options;
  const shared = create(common);
  if (groups === undefined) return shared;
  // Create each optimizer once, because a training step is compiled for every distinct optimizer object.
  const own = new Map(Object.entries(groups).map(([name, differing]) => [name, create({ ...common, ...differing })]));
  const longestFirst = [...own.keys()].sort((a, b) => b.length - a.length);
  return {
    ...shared,
    groups: [...own.keys()],
    forGroup: (group) => {
      const name = longestFirst.find((each) => each === group || group.startsWith(`${each}/`));
      return name === undefined ? shared : (own.get(name) as Rule);
    },
  };
}
