/** Options of `noprop/mlflow`. Who one is to the server is told by the environment alone: options are kept in the record. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    uri: {
      type: 'string',
      minLength: 1,
      description: 'Address of the tracking server, http or https; by default MLFLOW_TRACKING_URI of the environment.',
    },
    experiment: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      default: 'noprop',
      description: 'Experiment that receives the run; made if it is not there.',
    },
    flushSeconds: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 100,
      default: 30,
      description: 'How long the end of a run waits for the server to take what is left.',
    },
  },
} as const;
