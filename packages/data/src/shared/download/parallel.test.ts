import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { typeScriptArguments } from '@noprop/core/testing';
import { sha256Hex } from '@noprop/store';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { goodFile, withDownload } from './testing-download';
import { type Answer, sendFile } from './testing-server';

const test = suite('parallel downloads');
const digest = sha256Hex(goodFile);

/** Slow enough for the other processes to start while the first one is being served. */
const sendSlowly: Answer = async (request, response) => {
  await sleep(500);
  await sendFile(goodFile)(request, response);
};

test('eight parallel processes download one file once and leave one verified copy', () =>
  withDownload([sendSlowly], async (scene) => {
    const start = () => startProcess([`${scene.origin}/a`, scene.file, String(goodFile.length), digest]);
    const outputs = await Promise.all(Array.from({ length: 8 }, start));
    assert.equal(outputs, Array(8).fill(digest));
    assert.is(scene.asked.length, 1);
    assert.equal(await scene.names(), ['images.gz']);
  }));

test('two parallel downloads in one process download the file once', () =>
  withDownload([sendSlowly], async (scene) => {
    await Promise.all([scene.fetch(), scene.fetch()]);
    assert.is(scene.asked.length, 1);
    assert.is(await scene.contents(), digest);
  }));

test.run();

async function startProcess(parameters: readonly string[]): Promise<string> {
  const script = join(__dirname, 'testing-process.ts');
  const command = [...typeScriptArguments, script, ...parameters];
  return (await promisify(execFile)(process.execPath, command)).stdout;
}
