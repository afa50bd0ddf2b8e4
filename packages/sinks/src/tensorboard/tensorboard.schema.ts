/** Options of `noprop/tensorboard`. */
export const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      description:
        'Folder that receives a folder for each run, named as the run folder; by default the event files lie in the run folder itself, under tensorboard.',
      'x-path': true,
    },
  },
} as const;
