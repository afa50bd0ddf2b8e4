import { canonicalJson } from '@noprop/store';
import type { EnvironmentRecord, RunRecord } from '../../record/record';
import { plural } from '../format';
import { type Content, html } from '../html/html';
import { pairs } from '../html/pairs';

/** Engine properties that determine the last digits of a result. */
const ENGINE = ['backend', 'version', 'device', 'threads', 'oneDnn', 'compiler'] as const;

/** The part of an environment that determines the results of a run, without the machine that computed them. */
export interface DecidingEnvironment {
  readonly noprop: string;
  readonly commit: EnvironmentRecord['commit'];
  readonly engine: Readonly<Record<string, unknown>>;
}

export function decidingEnvironment({ noprop, commit, engine }: EnvironmentRecord): DecidingEnvironment {
  const known = ENGINE.filter((key) => engine[key] !== undefined);
  return { noprop, commit, engine: Object.fromEntries(known.map((key) => [key, engine[key]])) };
}

/** The distinct environments, in the order of the runs, without machines; those are in the measured report. */
export function environmentList(runs: readonly RunRecord[]): Content {
  return distinct(runs, decidingEnvironment).map(
    ({ value: { noprop, commit, engine }, runs: count }, i, { length }) => [
      length > 1 && html`<h3>Environment ${i + 1}: ${plural(count, 'trial')}</h3>\n`,
      pairs([
        ['NoProp', noprop],
        ['Commit', commitText(commit)],
        ...Object.entries(engine).map(([key, value]) => [names[key] ?? key, String(value)] as const),
      ]),
    ],
  );
}

/** The distinct machines, in the order of the runs. */
export function machineList(runs: readonly RunRecord[]): Content {
  const machine = ({ cpu, cores, platform, arch, node }: EnvironmentRecord) => ({ cpu, cores, platform, arch, node });
  return distinct(runs, machine).map(({ value: { cpu, cores, platform, arch, node }, runs: count }, i, { length }) => [
    length > 1 && html`<h3>Machine ${i + 1}: ${plural(count, 'trial')}</h3>\n`,
    pairs([
      ['Processor', `${cpu}, ${plural(cores, 'core')}`],
      ['System', `${platform} ${arch}`],
      ['Node', node],
    ]),
  ]);
}

const names: Readonly<Record<string, string>> = {
  backend: 'Backend',
  version: 'Backend version',
  device: 'Device',
  threads: 'Threads',
  oneDnn: 'oneDNN',
  compiler: 'Compiler',
};

const commitText = (commit: EnvironmentRecord['commit']): Content =>
  commit === null
    ? 'not a Git checkout'
    : html`<span class="mono">${commit.hash}</span>${commit.dirty && ', with uncommitted changes'}`;

function distinct<T>(
  runs: readonly RunRecord[],
  pick: (environment: EnvironmentRecord) => T,
): readonly { readonly value: T; readonly runs: number }[] {
  const found = new Map<string, { value: T; runs: number }>();
  for (const { environment } of runs) {
    const value = pick(environment);
    const key = canonicalJson(value);
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { value, runs: 1 });
    else entry.runs++;
  }
  return [...found.values()];
}
