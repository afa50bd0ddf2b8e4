/** A package's place: which of our packages it may import, and the message for importing another. */
export interface Layer {
  readonly name: string;
  readonly may: readonly string[];
  readonly sentence: string;
}

/** Each package carries the tag `layer:<name>`; imports follow these arrows only. */
export const layers: readonly Layer[] = [
  { name: 'core', may: [], sentence: 'Core depends on nothing of ours.' },
  { name: 'store', may: ['core'], sentence: 'The store depends on core alone.' },
  { name: 'engine', may: ['core'], sentence: 'The engine depends on core alone.' },
  { name: 'data', may: ['core', 'engine', 'store'], sentence: 'Datasets depend on core, engine and store only.' },
  { name: 'schedules', may: ['core', 'engine'], sentence: 'Schedules depend on core and engine only.' },
  { name: 'blocks', may: ['core', 'engine'], sentence: 'Blocks and embeddings depend on core and engine only.' },
  { name: 'optim', may: ['core', 'engine'], sentence: 'Optimizers depend on core and engine only.' },
  { name: 'ode', may: ['core', 'engine'], sentence: 'The ODE library depends on core and engine only.' },
  {
    name: 'objectives',
    may: ['core', 'engine', 'ode'],
    sentence: 'Objectives get their parts from the runner: core, engine and the ODE library only.',
  },
  {
    name: 'baselines',
    may: ['core', 'engine', 'ode', 'objectives'],
    sentence: 'Baselines get their parts from the runner; they share the terms and the laws of objectives.',
  },
  {
    name: 'evaluation',
    may: ['core', 'engine', 'store'],
    sentence: 'Evaluations depend on core, engine and store only.',
  },
  { name: 'sinks', may: ['core', 'store'], sentence: 'Sinks get records from the runner: core and store only.' },
  { name: 'runner', may: ['core', 'engine', 'store'], sentence: 'The runner knows contracts, not components.' },
];

/** The only package that may import every other. */
export const top = 'cli';
