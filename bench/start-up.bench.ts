import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { jsonLines } from './child';
import { median, report } from './report';

// From the start of the command to the end of the first training step, including compilation.

const root = resolve(__dirname, '..');
const runs = mkdtempSync(join(tmpdir(), 'noprop-bench-'));
try {
  const times = Array.from({ length: 3 }, () => {
    const cli = join(root, 'packages/cli/bin/noprop.js');
    const args = [
      cli,
      'run',
      join(root, 'pipelines/quickstart.yaml'),
      'training.limit=128',
      'training.epochs=1',
      '--runs',
      runs,
      '--json',
    ];
    const child = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const compiled = jsonLines<{ event?: string; sinceStart?: number }>(child.stdout).find(
      ({ event }) => event === 'compiled',
    );
    return compiled?.sinceStart ?? Number.NaN;
  });
  report({ name: 'start-up/first-step', value: median(times), unit: 's' });
} finally {
  rmSync(runs, { recursive: true, force: true });
}
