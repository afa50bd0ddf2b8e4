/** Options of `noprop/mlflow`. Credentials only come from the environment, because options are saved in the record. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    uri: {
      type: 'string',
      minLength: 1,
      description: 'http or https address of the tracking server; defaults to the variable MLFLOW_TRACKING_URI.',
    },
    experiment: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      default: 'noprop',
      description: 'Experiment for the run; created if it does not exist.',
    },
    flushSeconds: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 100,
      default: 30,
      description: 'How long to wait at the end of a run for the server to accept the remaining metrics.',
    },
  },
} as const;
