import { didYouMean, type Issue, type Method, type Optimizer } from '@noprop/core';

/** Issues for optimizer settings of parameter groups that the method does not have. */
export function groupIssues({ groups }: Pick<Method, 'groups'>, optimizer: Optimizer): Issue[] {
  const names = groups.map(({ name }) => name);
  const unknown = (optimizer.groups ?? []).filter(
    (key) => !names.some((name) => name === key || name.startsWith(`${key}/`)),
  );
  return unknown.map((key) => ({
    code: 'unknown_group',
    path: `optimizer.with.groups.${key}`,
    message: `Expected a parameter group of the objective, got "${key}".`,
    hint: [didYouMean(key, names), `Groups: ${names.join(', ')}.`].filter((part) => part !== undefined).join(' '),
  }));
}
