import { compile, engineMemory, startEngine, type Tensor, tf } from '@noprop/engine';
import { report } from './report';

// Resident memory that a training step leaves behind, in units of the state it replaces: near 0 without a leak, 1 if
// every step leaks its state, as the control does on purpose. Tests count tensors and native handles instead, because
// other programs on the machine cannot disturb those counts.

const [SIDE, WARM, STEPS] = [256, 250, 500];
const STATE_BYTES = 4 * SIDE * SIDE;

async function main(): Promise<void> {
  await startEngine({ device: 'cpu' });
  const kept: Tensor[] = [];
  for (const [name, keeps] of [
    ['step', false],
    ['control that keeps its states', true],
  ] as const) {
    const step = compile((state: Tensor) => tf.tanh(tf.matMul(state, state)), { name: 'leak' });
    let state: Tensor = tf.eye(SIDE);
    const run = (steps: number): number => {
      for (let i = 0; i < steps; i++) {
        const next = step(state);
        if (keeps) kept.push(state);
        else state.dispose();
        state = next;
      }
      return engineMemory().residentBytes;
    };
    const before = run(WARM);
    report({ name: `leak/${name}`, value: (run(STEPS) - before) / (STEPS * STATE_BYTES), unit: 'states' });
    state.dispose();
  }
  tf.dispose(kept);
}

void main();
