import type { Method, Program } from '@noprop/core';

/** The learning of a method that knows one update, called `network`: every role is the group of its name. */
export function singleUpdate(program: Program): Pick<Method, 'updates' | 'epoch'> {
  const bind = Object.fromEntries(program.reads.map((name) => [name, name]));
  return {
    updates: [{ name: 'network', program, bind, constants: {} }],
    epoch: [{ name: 'epoch', updates: ['network'] }],
  };
}
