import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createBars } from './bars';
import { lines, result, step } from './fixture';
import { Screen } from './screen';

const test = suite('bars');

const warning = { event: 'warning', message: 'The disk is slow.' } as const;

/** A line without its bar. */
const words = (line: string): string => line.replace(/[=-]{24} /, '').trimEnd();

test('shows the run and the pass below the lines', () => {
  const screen = new Screen();
  const bars = createBars(screen);
  bars.show({ event: 'started', run: 'runs/tiny-1', name: 'tiny', planId: 'a' });
  bars.show(step);
  bars.show(warning);
  const { lines: shown, cursor } = screen.look();
  assert.equal(shown.map(words), [
    'run runs/tiny-1',
    'warning: The disk is slow.',
    'epoch 1/2      26%  1:05:05 left',
    'block/3        66%  loss 2.346  accuracy 97.48 %  4568 images/s',
  ]);
  assert.match(shown[2] as string, / ={6}-{18} /);
  assert.match(shown[3] as string, / ={16}-{8} /);
  assert.is(cursor, false);
  bars.stop();
});

test('replaces the pass by the evaluation', () => {
  const screen = new Screen();
  const bars = createBars(screen);
  bars.show({ ...step, step: step.steps, metrics: {} });
  bars.show({ event: 'evaluating', split: 'test', done: 500, total: 1000 });
  bars.show(warning);
  assert.equal(screen.look().lines.map(words), [
    'warning: The disk is slow.',
    'epoch 1/2      100%  1:05:05 left',
    'evaluate test  50%  500/1000',
  ]);
  bars.stop();
});

test('shows the pass again after an evaluation during training', () => {
  const screen = new Screen();
  const bars = createBars(screen);
  const evaluated = lines.find(([{ event }]) => event === 'progress') as (typeof lines)[number];
  bars.show(step);
  bars.show({ event: 'evaluating', split: 'test', done: 500, total: 1000 });
  bars.show(evaluated[0]);
  bars.show({ ...step, step: 2345 });
  bars.show(warning);
  assert.equal(screen.look().lines.map(words), [
    evaluated[1],
    'warning: The disk is slow.',
    'epoch 1/2      50%  1:05:05 left',
    'block/3        66%  loss 2.346  accuracy 97.48 %  4568 images/s',
  ]);
  bars.stop();
});

test('leaves only lines, an empty last line and a visible cursor', () => {
  const screen = new Screen();
  const bars = createBars(screen);
  for (const [event] of lines) bars.show(event);
  bars.stop();
  const { lines: left, cursor, row } = screen.look();
  const quiet = ['step', 'checkpoint', 'evaluating', 'loading', 'finished'];
  assert.equal(left, [...lines.filter(([{ event }]) => !quiet.includes(event)).map(([, line]) => line), '']);
  assert.is(row, left.length - 1);
  assert.is(cursor, true);
});

test('keeps what is written after it stops, even if stopped twice', () => {
  const screen = new Screen();
  const bars = createBars(screen);
  bars.show(step);
  bars.show({ event: 'finished', result });
  bars.stop();
  screen.write('completed\n');
  bars.stop();
  assert.equal(screen.look().lines, ['completed', '']);
});

test('adds no signal listener', () => {
  const before = process.listenerCount('SIGINT');
  const bars = createBars(new Screen());
  bars.show(step);
  assert.is(process.listenerCount('SIGINT'), before);
  bars.stop();
});

test.run();
