import type { Method, Program } from '@noprop/core';

/** The updates and epoch of a method with one update, `network`, which binds every role to the group of its name. */
export function singleUpdate(program: Program): Pick<Method, 'updates' | 'epoch'> {
  const bind = Object.fromEntries(program.reads.map((name) => [name, name]));
  return {
    updates: [{ name: 'network', program, bind, constants: {} }],
    epoch: [{ name: 'epoch', updates: ['network'] }],
  };
}
