import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { jsonLines, runChild } from './child';
import { median, report } from './report';
import { operationsPerStep, shapes } from './workload';

// One training step of the Figure-15 block with a batch of 128: op by op, as one graph function, next to the machine's
// matrix-multiply rate in the same run and, if installed, PyTorch.

interface Timing {
  readonly engine: { readonly threads: number };
  readonly first: number;
  readonly times: readonly number[];
  readonly rate: number;
}

const ROUNDS = 3;

for (const [shape, image] of Object.entries(shapes)) {
  // Rounds alternate, so that a slow minute of a shared machine affects all cases alike.
  const graph: Timing[] = [];
  const eager: Timing[] = [];
  const peers: { name: string; value: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    graph.push(...runChild<Timing>('step-child.ts', [shape, 'graph', '16']));
    eager.push(...runChild<Timing>('step-child.ts', [shape, 'none', '8']));
    peers.push(...runPeer(image.height, image.channels, (graph[0] as Timing).engine.threads));
  }
  const medianOf = (timings: readonly Timing[]): number => median(timings.flatMap(({ times }) => times));
  const rate = Math.max(...[...graph, ...eager].map((timing) => timing.rate));
  const reached = operationsPerStep(image) / medianOf(graph) / 1e6;
  report({ name: `step/${shape}/graph`, value: medianOf(graph), unit: 'ms' });
  report({ name: `step/${shape}/eager`, value: medianOf(eager), unit: 'ms' });
  report({ name: `step/${shape}/eager-over-graph`, value: medianOf(eager) / medianOf(graph), unit: 'x' });
  report({ name: `step/${shape}/first`, value: median(graph.map(({ first }) => first)), unit: 'ms' });
  report({ name: `step/${shape}/matrix-rate`, value: rate, unit: 'GFLOP/s' });
  report({ name: `step/${shape}/share-of-matrix-rate`, value: reached / rate, unit: 'x' });
  const best = bestPeer(peers);
  if (best === undefined) continue;
  report({ name: `step/${shape}/pytorch (${best.name})`, value: best.value, unit: 'ms' });
  report({ name: `step/${shape}/graph-over-pytorch`, value: medianOf(graph) / best.value, unit: 'x' });
}

/** Runs the same step in PyTorch if NOPROP_PEER_PYTHON names a Python that has it. */
function runPeer(height: number, channels: number, threads: number): { name: string; value: number }[] {
  const python = process.env.NOPROP_PEER_PYTHON;
  if (python === undefined) return [];
  const script = resolve(__dirname, 'peers', 'torch_step.py');
  const args = [
    script,
    '--height',
    String(height),
    '--channels',
    String(channels),
    '--steps',
    '12',
    '--threads',
    String(threads),
  ];
  const child = spawnSync(python, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.status !== 0) throw new Error(`${python} ${args.join(' ')} failed.`);
  return jsonLines(child.stdout);
}

/** The variant with the lowest median over the rounds. */
function bestPeer(peers: readonly { name: string; value: number }[]): { name: string; value: number } | undefined {
  const names = [...new Set(peers.map(({ name }) => name))];
  const medians = names.map((name) => ({
    name,
    value: median(peers.filter((peer) => peer.name === name).map(({ value }) => value)),
  }));
  return medians.sort((a, b) => a.value - b.value)[0];
}
