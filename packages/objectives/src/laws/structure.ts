import type { Method, Pass, Update } from '@noprop/core';

/** The inconsistencies of a method, one sentence each: unresolved or clashing names, and updates in no pass. */
export function structureProblems(method: Method): readonly string[] {
  const groups = method.groups.map(({ name }) => name);
  const passes = method.epoch.map(({ name }) => name);
  return [
    ...repeated(groups).map((name) => `Two groups are named "${name}".`),
    ...repeated(method.updates.map(({ name }) => name)).map((name) => `Two updates are named "${name}".`),
    ...repeated(passes).map((name) => `Two passes are named "${name}" and would share their shuffles.`),
    ...method.updates.flatMap((update) => updateProblems(update, groups)),
    ...sharedProgramProblems(method.updates),
    ...method.epoch.flatMap((pass) => passProblems(pass, method.updates)),
    ...method.updates
      .filter(({ name }) => !method.epoch.some(({ updates }) => updates.includes(name)))
      .map(({ name }) => `No pass contains the update "${name}".`),
  ];
}

/** The groups that an update writes. */
export function writtenGroups({ program, bind }: Update): readonly string[] {
  return program.writes.map((role) => bind[role] ?? '');
}

function updateProblems({ name, program, bind }: Update, groups: readonly string[]): string[] {
  const { reads, writes, terms, metrics } = program;
  const names = ['total', ...terms, ...metrics];
  return [
    ...reads
      .filter((role) => bind[role] === undefined)
      .map((role) => `The update "${name}" does not bind the role "${role}".`),
    ...Object.keys(bind)
      .filter((role) => !reads.includes(role))
      .map((role) => `The update "${name}" binds the role "${role}", which its program does not read.`),
    ...writes
      .filter((role) => !reads.includes(role))
      .map((role) => `The program "${program.name}" writes the role "${role}", which it does not read.`),
    ...Object.entries(bind)
      .filter(([, group]) => !groups.includes(group))
      .map(
        ([role, group]) =>
          `The update "${name}" binds the role "${role}" to the group "${group}", which does not exist.`,
      ),
    ...(writes.length === 0 ? [`The program "${program.name}" writes nothing.`] : []),
    ...((program.loss === undefined) === (program.gradient === undefined)
      ? [`The program "${program.name}" must have either a loss or a gradient.`]
      : []),
    ...repeated(names).map((term) => `The program "${program.name}" declares "${term}" twice.`),
  ];
}

/** A shared program is compiled once, so the constants of its updates must have the same names. */
function sharedProgramProblems(updates: readonly Update[]): string[] {
  const first = new Map<Update['program'], Update>();
  return updates.flatMap((update) => {
    const other = first.get(update.program) ?? update;
    first.set(update.program, other);
    const [a, b] = [other, update].map(({ constants }) => Object.keys(constants).sort().join(', '));
    return a === b
      ? []
      : [`The updates "${other.name}" and "${update.name}" share a program but name its constants differently.`];
  });
}

function passProblems({ name, updates }: Pass, all: readonly Update[]): string[] {
  const known = all.filter((update) => updates.includes(update.name));
  return [
    ...(updates.length === 0 ? [`The pass "${name}" has no updates.`] : []),
    ...updates
      .filter((update) => !all.some((candidate) => candidate.name === update))
      .map((update) => `The pass "${name}" names the update "${update}", which does not exist.`),
    ...repeated(updates).map((update) => `The pass "${name}" names the update "${update}" twice.`),
    ...repeated(known.flatMap(writtenGroups)).map(
      (group) => `Two updates of the pass "${name}" write the group "${group}".`,
    ),
  ];
}

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, i) => names.indexOf(name) !== i)),
];
