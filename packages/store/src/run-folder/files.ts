/** Names of what lies in a run folder. */
export const files = {
  pipeline: 'pipeline.yaml',
  plan: 'plan.json',
  environment: 'environment.json',
  metrics: 'metrics.jsonl',
  clock: 'clock.jsonl',
  table: 'metrics.csv',
  initial: 'initial.safetensors',
  learned: 'learned.safetensors',
  checkpoints: 'checkpoints',
  result: 'result.json',
  lock: 'run.lock',
} as const;
