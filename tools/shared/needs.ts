/** What a number of skipped tests need, and the command that brings it. */
export interface Need {
  readonly name: string;
  readonly command: string;
  readonly tests: number;
}

export const printNeed = ({ name, command, tests }: Need): string =>
  `  ${tests} skipped: ${tests === 1 ? 'needs' : 'need'} ${name}. To run ${tests === 1 ? 'it' : 'them'}: ${command}`;

/** The needs in the output of test runs, one for each name. */
export function findNeeds(output: string): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const [, tests, name, command] of output.matchAll(
    /^ {2}(\d+) skipped: needs? (.+?)\. To run (?:it|them): (.+)$/gm,
  ))
    needs.set(name as string, {
      name: name as string,
      command: command as string,
      tests: Number(tests) + (needs.get(name as string)?.tests ?? 0),
    });
  return [...needs.values()];
}
