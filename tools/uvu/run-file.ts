import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { endStartedProcesses, markVariable } from '../../packages/core/src/testing/processes';
import { slotsVariable } from '../shared/slots';
import type { Ending, TestEvent } from './event';
import { judge, type Verdict } from './judge';

export interface FileResult extends Verdict {
  readonly file: string;
  readonly seconds: number;
  /** What the file printed. */
  readonly output: string;
}

/** Runs a test file in its own process; `limit` in seconds. */
export async function runFile(file: string, limit: number): Promise<FileResult> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-test-'));
  const mark = randomUUID();
  try {
    const report = join(folder, 'report.jsonl');
    const started = performance.now();
    const { ending, output } = await runChild([join(__dirname, 'child.js'), resolve(file), report], limit, mark);
    const seconds = (performance.now() - started) / 1000;
    return { file, seconds, output, ...judge(readReport(report), ending) };
  } finally {
    await endStartedProcesses(mark);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A crash may cut the last line short. */
function readReport(report: string): readonly TestEvent[] {
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TestEvent);
}

function runChild(args: readonly string[], limit: number, mark: string): Promise<{ ending: Ending; output: string }> {
  // A test has no terminal, so no colors; a runner that it starts must not wait for the slot that the test holds.
  const { FORCE_COLOR: _, [slotsVariable]: __, ...inherited } = process.env;
  const env = { ...inherited, [markVariable]: mark };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  let killed = false;
  const timer = setTimeout(() => {
    killed = true;
    child.kill('SIGKILL');
  }, limit * 1000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const ending = { code, signal, ...(killed ? { killedAfter: limit } : {}) };
      const finish = (): void => resolve({ ending, output: Buffer.concat(chunks).toString() });
      child.once('close', finish);
      // Something that the file started may still hold its output.
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, 1000).unref();
    });
  });
}
