import { renderIssue } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CheckedDocument, checkDocument } from '../document/check';
import { createdKeyIssues } from './created-keys';
import { pipeline, toys } from './fixture';
import { loadRegistry } from './load-registry';

const test = suite('createdKeyIssues');

const issuesOf = (operand: string): string[] => {
  const { registry } = loadRegistry([], '/', [toys]);
  return createdKeyIssues(checkDocument(pipeline, [operand]) as CheckedDocument, registry).map(renderIssue);
};

const known = [
  ...['seed=2', 'training.limit=3', 'engine={threads: 2}', 'plugins=[x]', 'blocks={uses: toy/dense}', 'expected={}'],
  ...['objective.with.width=3', 'dataset.with.root=x', 'dataset.with={root: x}', 'evaluation.0.with.runs=2'],
  ...['evaluateEvery={epochs: 2}', 'evaluateEvery.epochs=2', 'progress.every=2'],
];

for (const operand of known)
  test(`accepts a key that a schema has: ${operand}`, () => assert.equal(issuesOf(operand), []));

test('reports no key of an unknown component', () => {
  assert.equal(issuesOf('blocks.with.width=3'), []);
});

const no = (key: string): string => `The pipeline has no "${key}".`;
const unknown: Readonly<Record<string, string>> = {
  'trainng.epochs=3': `${no('trainng.epochs')} Did you mean "training.epochs"? To add it, write +trainng.epochs=3.`,
  'training.epoch=3': `${no('training.epoch')} Did you mean "training.epochs"? To add it, write +training.epoch=3.`,
  'batchSize=3': `${no('batchSize')} Did you mean "training.batchSize"? To add it, write +batchSize=3.`,
  'objective.with.modus=x': `${no('objective.with.modus')} Did you mean "objective.with.mode"? To add it, write +objective.with.modus=x.`,
  'objective.toString=x': `${no('objective.toString')} To add it, write +objective.toString=x.`,
  'training.epochs.valueOf=x':
    '"training.epochs" is neither a map nor a list, so "training.epochs.valueOf" cannot be set.',
};

for (const [operand, message] of Object.entries(unknown)) {
  test(`refuses a key that no schema has: ${operand}`, () => {
    const checked = checkDocument(pipeline, [operand]) as CheckedDocument;
    const { registry } = loadRegistry([], '/', [toys]);
    const [issue] = [...createdKeyIssues(checked, registry), ...checked.issues];
    assert.is([issue?.message, issue?.hint].filter((part) => part !== undefined).join(' '), message);
    assert.is(issue?.file, `override ${operand}`);
  });
}

test.run();
