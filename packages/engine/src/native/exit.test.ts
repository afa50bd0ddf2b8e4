import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runProgram } from '../testing/program';

const test = suite('process exit with a running engine');

const endings = [
  ['tensorflow', 'end of the program', 'fall', 0],
  ['tensorflow', 'process.exit(3)', 'exit', 3],
  ['tensorflow', 'uncaught error', 'throw', 1],
  ['tensorflow', 'unhandled rejection', 'reject', 1],
  ['tensorflow', 'end of a worker thread', 'worker', 0],
  ['wasm', 'end of the program', 'fall', 0],
  ['wasm', 'uncaught error', 'throw', 1],
  ['wasm', 'unhandled rejection', 'reject', 1],
] as const;

for (const [backend, name, ending, code] of endings) {
  test(`${backend}, ${name}: exits with code ${code} and no signal`, async () => {
    const ended = await runProgram(join(__dirname, 'exit-program.ts'), [backend, ending]);
    assert.is(ended.stdout, 'stepped true\n', ended.stderr);
    assert.equal([ended.code, ended.signal], [code, null]);
  });
}

test.run();
