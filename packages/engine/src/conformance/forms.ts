import { registerHostKernels } from '../backend/host-kernels';
import { startEngine } from '../start';
import { type EngineState, requireState, setState } from '../state';
import { tf } from '../tf';
import type { Compiler } from './evaluate';

/** The forms to compare with the reference, with the number of examples per case; XLA is slow to compile. */
export const forms = {
  eager: { backend: 'tensorflow', compiler: 'none', runs: 20 },
  graph: { backend: 'tensorflow', compiler: 'graph', runs: 20 },
  xla: { backend: 'tensorflow', compiler: 'xla', runs: 2 },
  wasm: { backend: 'wasm', compiler: 'none', runs: 20 },
} as const satisfies Record<string, { backend: 'tensorflow' | 'wasm'; compiler: Compiler; runs: number }>;

export type FormName = keyof typeof forms;

/** Starts a form's engine next to the `cpu` backend of TensorFlow.js, which is the reference. */
export async function startForm(form: FormName): Promise<Switch> {
  const { backend } = forms[form];
  await startEngine({ backend, device: 'cpu', threads: 1 });
  registerHostKernels(tf, 'cpu');
  tf.env().set('PROD', true);
  const own = requireState();
  const reference: EngineState = { info: { ...own.info, backend: 'cpu', compiler: 'none' }, binding: undefined };
  return {
    own: () => use(own),
    reference: () => use(reference),
  };
}

/** Selects which of the two engines of a conformance process is active. */
export interface Switch {
  own(): Promise<void>;
  reference(): Promise<void>;
}

async function use(state: EngineState): Promise<void> {
  setState(state);
  await tf.setBackend(state.info.backend);
}
