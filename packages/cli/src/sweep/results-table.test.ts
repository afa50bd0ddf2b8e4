import type { TrialState } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderFailures } from './render-status';
import { renderResults } from './results-table';

const test = suite('the table of a sweep');

const trial = (name: string, seed: number, status: TrialState['status'], runs: readonly number[] = []): TrialState => ({
  ...{ id: `${name}-${seed}`, name, pipeline: `${name}.yaml`, overrides: [], seed, point: {} },
  command: `npx noprop run ${name}.yaml seed=${seed}`,
  status,
  ...(status === 'failed' && { reason: 'Out of memory.' }),
  ...(runs.length > 0 && { result: { evaluation: { test: { accuracy: 0, runs } } } as never }),
});

test('mean and sample standard deviation over seeds and runs, and what is not there', () => {
  const trials = [
    trial('whole', 1, 'completed', [0.9, 0.92]),
    trial('whole', 2, 'completed', [0.94]),
    trial('part', 1, 'completed', [0.5]),
    trial('part', 2, 'failed'),
    trial('part', 3, 'missing'),
    trial('none', 1, 'stopped'),
  ];
  // Of 0.9, 0.92 and 0.94: mean 0.92, standard deviation 0.02.
  assert.is(
    renderResults({ trials }),
    [
      '            test accuracy                        seeds',
      'whole  92.00 % ± 2.00 (3)                            2',
      'part          50.00 % (1)  1 of 3, 1 failed, 1 missing',
      'none                                 0 of 1, 1 stopped',
      '',
    ].join('\n'),
  );
  assert.is(
    renderFailures({ trials }),
    '\nfailed  part seed=2\n        Out of memory.\n        npx noprop run part.yaml seed=2\n',
  );
});

test.run();
