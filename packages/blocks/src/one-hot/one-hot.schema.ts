/** Options of `noprop/one-hot`: none. */
export const schema = { type: 'object', additionalProperties: false, properties: {} } as const;
