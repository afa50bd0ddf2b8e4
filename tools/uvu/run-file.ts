import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Ending, TestEvent } from './event';
import { judge, type Verdict } from './judge';

export interface FileResult extends Verdict {
  readonly file: string;
  /** What the file printed. */
  readonly output: string;
}

/** Runs a test file in a process of its own; `limit` in seconds. */
export async function runFile(file: string, limit: number): Promise<FileResult> {
  const folder = mkdtempSync(join(tmpdir(), 'noprop-test-'));
  try {
    const report = join(folder, 'report.jsonl');
    const { ending, output } = await runChild([join(__dirname, 'child.js'), resolve(file), report], limit);
    return { file, output, ...judge(readReport(report), ending) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A crash may cut the last line short. */
function readReport(report: string): readonly TestEvent[] {
  if (!existsSync(report)) return [];
  const lines = readFileSync(report, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as TestEvent);
}

function runChild(args: readonly string[], limit: number): Promise<{ ending: Ending; output: string }> {
  // Colours are a matter of the terminal, which a test does not have.
  const { FORCE_COLOR: _, ...env } = process.env;
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
