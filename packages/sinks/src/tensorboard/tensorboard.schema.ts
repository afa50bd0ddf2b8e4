/** Options of `noprop/tensorboard`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      description:
        'Folder that gets one subfolder per run, named like the run folder. ' +
        'By default, event files go to tensorboard/ in the run folder.',
      'x-path': true,
    },
  },
} as const;
