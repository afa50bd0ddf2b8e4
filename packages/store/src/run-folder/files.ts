/** Names of the entries of a run folder. */
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

/** Names of the reports made from a record, next to it in a run or sweep folder. They are not part of the record. */
export const reportFiles = {
  report: 'report.html',
  measured: 'measured.html',
  json: 'results.json',
  csv: 'results.csv',
  measuredJson: 'measured.json',
} as const;
