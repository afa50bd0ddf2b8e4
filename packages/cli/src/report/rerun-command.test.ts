import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rerunCommand } from './rerun-command';

const test = suite('rerunCommand');

test('turns overrides at the top into operands, quoted where a shell needs it', () => {
  const source =
    '# override: training.epochs=1\n# override: ~evaluation.1\n# override: dataset.with.x=[1, 2]\nname: x\n# override: no=1\n';
  assert.is(
    rerunCommand(source),
    "npx noprop run pipeline.yaml training.epochs=1 '~evaluation.1' 'dataset.with.x=[1, 2]' --runs ..",
  );
});

test('names only the pipeline if there are no overrides', () => {
  assert.is(rerunCommand('seed: 1\n'), 'npx noprop run pipeline.yaml --runs ..');
  assert.is(rerunCommand(''), 'npx noprop run pipeline.yaml --runs ..');
});

test.run();
