import type { Optimizer } from '@noprop/core';

/** An optimizer without settings by group. */
export type Rule = Pick<Optimizer, 'slots' | 'update'>;

/**
 * An optimizer whose options some parameter groups overrule: `groups` holds the options that differ, by the group's
 * name or by its beginning before a slash. Of several that fit, the longest counts.
 *
 * @param create the optimizer of one set of options
 */
export function byGroup<Options extends object>(
  { groups, ...options }: Options & { readonly groups?: Readonly<Record<string, Partial<Options>>> },
  create: (options: Options) => Rule,
): Optimizer {
  const common = options as unknown as Options;
  const shared = create(common);
  if (groups === undefined) return shared;
  // Made once: a training step is compiled for each optimizer, known by identity.
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
