import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { paperCell } from '../paper/paper-cell';
import type { PaperValues } from '../paper/paper-values';
import { type RunChanges, runRecord, slotsWith } from '../statistics/fixture';
import { summarize } from '../statistics/summarize';
import { budgetOf, budgetWords } from './budget';

const test = suite('budget');

const dt = paperCell('table-1-mnist-noprop-dt-one-hot');
const whole = summarize([1, 2, 3].map(() => [0.99, 0.99, 0.99, 0.99, 0.99]));

const differing = (changes: RunChanges, paper: PaperValues | undefined = dt): readonly string[] =>
  budgetOf([runRecord({ test: [0.99], ...changes })], whole, 'test', paper);

test("lists nothing for a run with the paper's budget and settings", () => {
  assert.equal(differing({}), []);
});

test('lists differing epochs, seeds, inference runs, images and device', () => {
  const run = runRecord({
    plan: { training: { epochs: 1, batchSize: 128, limit: 6400 } },
    test: [0.9],
    images: 500,
    device: 'cpu',
  });
  assert.equal(budgetOf([run], summarize([[0.9]]), 'test', dt), [
    '1 of 100 epochs',
    '1 seed instead of 3',
    '1 inference run instead of 5',
    '6,400 of 60,000 training images',
    '500 of 10,000 test images',
    'CPU instead of GPU',
  ]);
});

test('lists more epochs than in the paper, and runs on two devices', () => {
  const plan = { training: { epochs: 200, batchSize: 128 } };
  const runs = [runRecord({ plan, train: [1], images: 1000, device: 'gpu' }), runRecord({ plan, device: 'cpu' })];
  assert.equal(budgetOf(runs, whole, 'train', dt), [
    '200 epochs instead of 100',
    '1,000 of 60,000 training images measured',
    'GPU AND CPU instead of GPU',
  ]);
});

test('lists settings that differ from Table 3, Figure 15 and the cell', () => {
  const slots = slotsWith({
    dataset: { uses: 'noprop/fashion-mnist', with: {} },
    embedding: { uses: 'noprop/learned', with: { dimension: 20 } },
    schedule: { uses: 'noprop/cosine', with: { steps: 5 } },
    blocks: { uses: 'noprop/conv-discrete', with: { channels: [4, 4, 8], hidden: 32, fusion: 128 } },
    optimizer: { uses: 'noprop/adam', with: { learningRate: 0.01, weightDecay: 0 } },
    objective: { uses: 'noprop/noprop-dt', with: { eta: 1, classProbability: 'radial' } },
  });
  assert.equal(differing({ plan: { slots, training: { epochs: 100, batchSize: 64 } } }), [
    'dataset noprop/fashion-mnist instead of noprop/mnist',
    'embedding dim-20 instead of one-hot',
    'class probability radial instead of softmax',
    'optimizer noprop/adam instead of noprop/adam-w',
    'learning rate 0.01 instead of 0.001',
    'weight decay 0 instead of 0.001',
    'batch size 64 instead of 128',
    'time steps 5 instead of 10',
    'eta 1 instead of 0.1',
    'blocks with channels [4,4,8] instead of [32,64,128]',
    'blocks with hidden 32 instead of 256',
  ]);
});

test('reads the steps from the objective in continuous time', () => {
  const { schedule: _, ...slots } = slotsWith({
    optimizer: { uses: 'noprop/adam', with: { learningRate: 0.001, weightDecay: 0.001 } },
    objective: { uses: 'noprop/noprop-fm', with: { steps: 100 } },
  });
  const words = differing({ plan: { slots } }, paperCell('table-1-mnist-noprop-fm-one-hot'));
  assert.equal(words, ['time steps 100 instead of 1000']);
});

test('expects the embedding init of the bar of Figure 11, otherwise prototypes', () => {
  const start = (init: string, cell: string): readonly string[] =>
    differing(
      { plan: { slots: slotsWith({ embedding: { uses: 'noprop/prototype', with: { init } } }) } },
      paperCell(cell),
    );
  assert.equal(start('random', 'figure-11-mnist-random'), []);
  assert.equal(start('random', 'table-1-mnist-noprop-dt-prototype'), ['embedding init random instead of prototype']);
});

test('compares quoted rows only by epochs and training images, as far as they are known', () => {
  const budget = { epochs: 13, seeds: 1, runs: 1, trainingImages: 50_000, images: 10_000, device: 'cpu' };
  const words = (name: string) => budgetWords(budget, paperCell(name) as PaperValues);
  const images = '50,000 of 60,000 training images';
  assert.equal(words('table-1-mnist-forward-forward'), ['13 of 100 epochs', images]);
  assert.equal(words('table-1-mnist-forward-gradient'), ['13 epochs; the paper does not say how many', images]);
  assert.equal(words('table-1-mnist-difference-target-propagation'), ['13 of 100 epochs']);
});

test('lists nothing for an experiment that is not in the paper', () => {
  assert.equal(budgetOf([runRecord()], whole, 'test', paperCell('quickstart')), []);
});

test.run();
