import type { Schema } from '@noprop/core';
import { planSchema, splitSchema } from '../../record/run-files.schema';

const string = { type: 'string' } as const;

/** A run of `results.json`: its plan, its metrics, and the part of the environment that determines them. */
const run = {
  type: 'object',
  required: ['planId', 'plan', 'status', 'evaluation'],
  properties: {
    planId: string,
    plan: planSchema.schema,
    status: { enum: ['completed', 'interrupted', 'failed'] },
    evaluation: {
      type: 'object',
      additionalProperties: { ...splitSchema, required: ['accuracy', 'runs', 'images'] },
    },
    warnings: { type: 'array', items: string, default: [] },
    environment: { type: 'object', default: {}, properties: { engine: { type: 'object', default: {} } } },
  },
} as const;

const trial = {
  type: 'object',
  required: ['id', 'name', 'point', 'seed', 'status'],
  properties: {
    id: string,
    name: string,
    point: { type: 'object' },
    seed: { type: 'integer', minimum: 0 },
    command: { ...string, default: '' },
    status: { enum: ['completed', 'failed', 'interrupted', 'running', 'missing', 'stopped'] },
    reason: string,
    run,
  },
  if: { properties: { status: { const: 'completed' } } },
  then: { required: ['run'], properties: { run: {} } },
} as const;

/** What readers need from `results.json`. Keys that some writers leave out have defaults; others are ignored. */
export const resultsSchema: Schema = {
  type: 'object',
  required: ['format', 'name', 'trials'],
  properties: { format: { const: 1 }, name: string, trials: { type: 'array', items: trial } },
};
