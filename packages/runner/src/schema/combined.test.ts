import { Registry, renderIssue, type Schema, validateBySchema } from '@noprop/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { pipeline, toys } from '../plan/fixture';
import { combinedSchema, componentSchema, partSchema, schemaFileName } from './combined';

const test = suite('combinedSchema');

const schema = combinedSchema(new Registry([toys]));

const issuesOf = (text: string): string[] => validateBySchema(schema, parse(text)).map(renderIssue);

test('accepts a good pipeline', () => {
  assert.equal(issuesOf(pipeline), []);
});

const mistakes: readonly (readonly [string, string, string])[] = [
  [
    'a misspelt option',
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
    'objective.with.eta  Wanted a number, found the string "much".  [wrong_type]',
  ],
  [
    'an option of an evaluation',
    pipeline.replace('toy/count', 'toy/count, with: {runs: 0}'),
    'evaluation.0.with.runs  Wanted a number >= 1, found 0.  [out_of_range]',
  ],
  [
    'an option of an evaluation on the way',
    `${pipeline}progress: {evaluation: [{uses: toy/count, with: {runs: 0}}]}`,
    'progress.evaluation.0.with.runs  Wanted a number >= 1, found 0.  [out_of_range]',
  ],
  [
    'a misspelt key',
    pipeline.replace('epochs', 'epoks'),
    'training.epoks  Unknown key "epoks". Did you mean "epochs"?  [unknown_key]',
  ],
];

for (const [name, text, message] of mistakes) {
  test(`shows ${name} where it is`, () => {
    const issues = issuesOf(text).filter((issue) => !issue.endsWith('[missing_key]'));
    assert.equal(issues, [message]);
  });
}

test('a misspelt option is one error and no more', () => {
  assert.is(issuesOf(pipeline.replace('eta', 'etta')).length, 1);
});

const missing = (key: string, path = ''): string => `${path}The key "${key}" is missing.`;

test('requires of a pipeline that extends nothing what a run needs', () => {
  const texts: readonly (readonly [string, string])[] = [
    [pipeline.replace(/^dataset.*\n/m, ''), missing('dataset')],
    [pipeline.replace(/^objective.*\n/m, ''), missing('objective')],
    [pipeline.replace(/^optimizer.*\n/m, ''), missing('optimizer')],
    [pipeline.replace(/^training.*\n/m, ''), missing('training')],
    [pipeline.replace('epochs: 2, ', ''), missing('epochs', 'training  ')],
    [pipeline.replace('uses: toy/steps', ''), missing('uses', 'schedule  ')],
    [`${pipeline}progress: {every: 2}`, missing('evaluation', 'progress  ')],
  ];
  for (const [text, message] of texts) assert.equal(issuesOf(text), [`${message} Add it.  [missing_key]`]);
});

test('requires of one that extends nothing that a base may give, and still checks what is there', () => {
  assert.equal(issuesOf('extends: a.yaml\n'), []);
  assert.equal(issuesOf('extends: a.yaml\nprogress: {every: 2}\n'), []);
  assert.equal(issuesOf('extends: [a.yaml]\ntraining: {batchSize: 1}\nschedule: {with: {steps: 1}}\n'), []);
  assert.equal(issuesOf('extends: a.yaml\nschedule: {uses: toy/steps, with: {eta: 1}}\nevaluation: [{with: {}}]\n'), [
    'schedule.with.eta  Unknown key "eta". Known keys: steps.  [unknown_key]',
    'evaluation.0  The key "uses" is missing. Add it: Name of the component, <vendor>/<component>.  [missing_key]',
  ]);
});

test('a part has the keys of a pipeline by reference, and requires none', () => {
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

test('offers the names of the components, and lets those of plugins pass', () => {
  const { properties } = schema as {
    properties: Record<string, { properties: Record<string, { examples: string[] }> }>;
  };
  assert.equal(properties.objective?.properties.uses?.examples, ['toy/alone', 'toy/chain']);
  assert.equal(properties.embedding?.properties.uses?.examples, []);
  assert.equal(issuesOf(pipeline.replace('toy/steps', 'lab/strange, with: {anything: 1}')), []);
});

test('says which draft it is, and holds the schema of each component once', () => {
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

test('makes no change to the schema that documents are checked by', () => {
  combinedSchema(new Registry([toys]));
  assert.equal(combinedSchema(new Registry([toys])), schema);
});

test('a component has a file of its own', () => {
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
