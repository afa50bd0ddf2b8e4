import { Registry, renderIssue, type Schema, validateBySchema } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { pipeline, toys } from '../plan/fixture';
import { combinedSchema, componentSchema, partSchema, schemaFileName } from './combined';

const test = suite('combinedSchema');

const schema = combinedSchema(new Registry([toys]));

const issuesOf = (text: string): string[] => validateBySchema(schema, parse(text)).map(renderIssue);

test('accepts a valid pipeline', () => {
  assert.equal(issuesOf(pipeline), []);
});

const mistakes: readonly (readonly [string, string, string])[] = [
  [
    'a misspelled option',
    pipeline.replace('eta', 'etta'),
    'objective.with.etta  Unknown key "etta". Did you mean "eta"?  [unknown_key]',
  ],
  [
    'an option of another component',
    pipeline.replace('toy/steps', 'toy/steps, with: {eta: 1}'),
    'schedule.with.eta  Unknown key "eta". Known keys: steps.  [unknown_key]',
  ],
  [
    'a wrong type',
    pipeline.replace('0.25', 'much'),
    'objective.with.eta  Expected a number, got "much".  [wrong_type]',
  ],
  [
    'a bad option of an evaluation',
    pipeline.replace('toy/count', 'toy/count, with: {runs: 0}'),
    'evaluation.0.with.runs  Expected a number >= 1, got 0.  [out_of_range]',
  ],
  [
    'a bad option of an evaluation during training',
    `${pipeline}evaluateEvery: {evaluation: [{uses: toy/count, with: {runs: 0}}]}`,
    'evaluateEvery.evaluation.0.with.runs  Expected a number >= 1, got 0.  [out_of_range]',
  ],
  [
    'a misspelled key',
    pipeline.replace('epochs', 'epoks'),
    'training.epoks  Unknown key "epoks". Did you mean "epochs"?  [unknown_key]',
  ],
];

for (const [name, text, message] of mistakes) {
  test(`reports ${name} at its place`, () => {
    const issues = issuesOf(text).filter((issue) => !issue.endsWith('[missing_key]'));
    assert.equal(issues, [message]);
  });
}

test('reports a misspelled option once', () => {
  assert.is(issuesOf(pipeline.replace('eta', 'etta')).length, 1);
});

const missing = (key: string, path = ''): string => `${path}Missing key "${key}".`;

test('requires what a run needs if the pipeline extends nothing', () => {
  const texts: readonly (readonly [string, string])[] = [
    [pipeline.replace(/^dataset.*\n/m, ''), missing('dataset')],
    [pipeline.replace(/^objective.*\n/m, ''), missing('objective')],
    [pipeline.replace(/^optimizer.*\n/m, ''), missing('optimizer')],
    [pipeline.replace(/^training.*\n/m, ''), missing('training')],
    [pipeline.replace('epochs: 2, ', ''), missing('epochs', 'training  ')],
    [pipeline.replace('uses: toy/steps', ''), missing('uses', 'schedule  ')],
    [`${pipeline}evaluateEvery: {epochs: 2}`, missing('evaluation', 'evaluateEvery  ')],
  ];
  for (const [text, message] of texts) assert.equal(issuesOf(text), [`${message} Add it.  [missing_key]`]);
});

test('requires nothing that a base may provide if the pipeline extends one, and still checks the other keys', () => {
  assert.equal(issuesOf('extends: a.yaml\n'), []);
  assert.equal(issuesOf('extends: a.yaml\nevaluateEvery: {epochs: 2}\n'), []);
  assert.equal(issuesOf('extends: [a.yaml]\ntraining: {batchSize: 1}\nschedule: {with: {steps: 1}}\n'), []);
  assert.equal(issuesOf('extends: a.yaml\nschedule: {uses: toy/steps, with: {eta: 1}}\nevaluation: [{with: {}}]\n'), [
    'schedule.with.eta  Unknown key "eta". Known keys: steps.  [unknown_key]',
    'evaluation.0  Missing key "uses". Add it: Name of the component, <vendor>/<component>.  [missing_key]',
  ]);
});

test('a part refers to the keys of a pipeline, and requires none', () => {
  const part = partSchema() as {
    readonly properties: Record<string, { readonly $ref: string }>;
    readonly required?: unknown;
  };
  const { properties } = schema as { readonly properties: object };
  assert.equal(Object.keys(part.properties), Object.keys(properties));
  for (const [key, { $ref }] of Object.entries(part.properties)) {
    assert.is($ref, `pipeline.schema.json#/properties/${key}`);
  }
  assert.is(part.required, undefined);
});

test('suggests the names of the components, and accepts those of plugins', () => {
  const { properties } = schema as {
    properties: Record<string, { properties: Record<string, { examples: string[] }> }>;
  };
  assert.equal(properties.objective?.properties.uses?.examples, ['toy/alone', 'toy/chain']);
  assert.equal(properties.embedding?.properties.uses?.examples, []);
  assert.equal(issuesOf(pipeline.replace('toy/steps', 'lab/strange, with: {anything: 1}')), []);
});

test('names its draft, and contains the schema of each component once', () => {
  assert.is(schema.$schema, 'http://json-schema.org/draft-07/schema#');
  assert.equal(Object.keys(schema.definitions as object), [
    'dataset.toy.pixels',
    'schedule.toy.steps',
    'blocks.toy.dense',
    'optimizer.toy.momentum',
    'objective.toy.alone',
    'objective.toy.chain',
    'evaluation.toy.count',
  ]);
});

test('does not change the schema that validates documents', () => {
  combinedSchema(new Registry([toys]));
  assert.equal(combinedSchema(new Registry([toys])), schema);
});

test('writes a schema of its own for a component', () => {
  const component = toys.components.find(({ name }) => name === 'toy/steps');
  assert.ok(component);
  assert.is(schemaFileName(component), 'schedule.toy.steps.schema.json');
  assert.equal(componentSchema(component), {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'toy/steps',
    description: 'Some steps.',
    ...(component.schema as Extract<Schema, object>),
  });
  assert.equal(validateBySchema(componentSchema(component), { step: 3 }).map(renderIssue), [
    'step  Unknown key "step". Did you mean "steps"?  [unknown_key]',
  ]);
});

test.run();
