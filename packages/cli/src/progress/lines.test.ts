import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { engine, lines, step, TextStream } from './fixture';
import { createLines, lineOf } from './lines';
import type { Reporter } from './reporter';

const test = suite('lines');

for (const [event, line] of lines) {
  test(`${event.event}: ${line.slice(0, 30)}`, () => assert.is(lineOf(event), line));
}

test('shows that oneDNN is off', () => {
  assert.match(lineOf({ event: 'engine', engine: { ...engine, oneDnn: false } }), ', oneDNN off, ');
});

/** A reporter whose clock is set by hand, in seconds. */
function clocked(): { at: (seconds: number) => Reporter; out: TextStream } {
  const out = new TextStream();
  let now = 0;
  const reporter = createLines(out, () => now);
  const at = (seconds: number): Reporter => {
    now = 1000 * seconds;
    return reporter;
  };
  return { at, out };
}

const numbersIn = (out: TextStream): number[] =>
  [...out.text.matchAll(/\((\d+)\/469\)/g)].map(([, found]) => Number(found));

test('shows steps every ten seconds, and always the first and last', () => {
  const { at, out } = clocked();
  for (const [seconds, passStep] of [
    [1, 1],
    [2, 2],
    [10.9, 3],
    [11, 4],
    [20.9, 5],
    [35, 6],
    [36, 7],
  ] as const) {
    at(seconds).show({ ...step, passStep });
  }
  assert.equal(numbersIn(out), [1, 4, 6]);
  at(36.5).show({ ...step, passStep: 469, step: step.steps });
  assert.equal(numbersIn(out), [1, 4, 6, 469]);
});

test('shows an evaluation every ten seconds, counted from the last step', () => {
  const { at, out } = clocked();
  at(1).show({ ...step, step: step.steps });
  const before = out.text;
  for (const [seconds, done] of [
    [5, 500],
    [10.9, 1000],
    [11, 1500],
    [20, 2000],
    [32, 2500],
  ] as const) {
    at(seconds).show({ event: 'evaluating', split: 'test', done, total: 2500 });
  }
  assert.is(out.text.slice(before.length), 'evaluating test: 1500/2500\nevaluating test: 2500/2500\n');
});

test('shows every other event at once', () => {
  const { at, out } = clocked();
  const others = lines.filter(([{ event }]) => !['step', 'loading', 'evaluating'].includes(event));
  for (const [event] of others) at(0).show(event);
  assert.is(out.text, others.map(([, line]) => `${line}\n`).join(''));
});

test('shows loading after three seconds, then every three', () => {
  const { at, out } = clocked();
  for (const seconds of [1, 2.9, 3, 4, 6]) at(seconds).show({ event: 'loading', dataset: 'd', message: `${seconds}` });
  assert.is(out.text, '3\n6\n');
});

test.run();
