import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runProgram } from '../testing/program';

const test = suite('the end of a process that used the engine');

const endings = [
  ['tensorflow', 'falling off the end', 'fall', 0],
  ['tensorflow', 'process.exit(3)', 'exit', 3],
  ['tensorflow', 'an error that nobody catches', 'throw', 1],
  ['tensorflow', 'a rejection that nobody handles', 'reject', 1],
  ['tensorflow', 'the end of a worker thread', 'worker', 0],
  ['wasm', 'falling off the end', 'fall', 0],
  ['wasm', 'an error that nobody catches', 'throw', 1],
  ['wasm', 'a rejection that nobody handles', 'reject', 1],
] as const;

for (const [backend, name, ending, code] of endings) {
  test(`${backend}, ${name}: exit code ${code}, no signal`, async () => {
    const ended = await runProgram(join(__dirname, 'exit-program.ts'), [backend, ending]);
    assert.is(ended.stdout, 'stepped true\n', ended.stderr);
    assert.equal([ended.code, ended.signal], [code, null]);
  });
}

test.run();
