import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tinyPipelineOf } from '../trained-fixture';

/** 96 images in batches of 32: three steps per pass, six per epoch. */
export const tiny = tinyPipelineOf('{ batchSize: 32, epochs: 1, logEvery: 3 }');

/** A plugin whose evaluation ends its process in one of the ways a trial can fail. */
const faulty = `exports.default = { name: 'faulty', components: [{
  kind: 'evaluation', name: 'faulty/end', summary: 'Ends badly.', needs: [],
  schema: { type: 'object', additionalProperties: false, properties: { how: { enum: ['throw', 'heap', 'array', 'kill'] } } },
  build: ({ how }) => ({ evaluate: async () => {
    if (how === 'throw') throw new TypeError('this.scores is not a function');
    if (how === 'array') new Float64Array(2 ** 32);
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    const kept = [];
    for (;;) kept.push(Array.from({ length: 10000 }, (_, i) => ({ i })));
  } }),
}] };
`;

/** Writes files, tiny.yaml among them, and next to them the plugins `faulty` and `broken`. */
export function lay(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries({ 'tiny.yaml': tiny, ...files })) writeFileSync(join(folder, name), text);
  const plugins = { faulty, broken: "throw new Error('this plugin needs another Node');" };
  for (const [name, code] of Object.entries(plugins)) {
    const path = join(folder, 'node_modules', name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name, version: '1.2.3' }));
    writeFileSync(join(path, 'index.js'), code);
  }
}

/** The last line of stdout. */
export const lastJson = <T>(stdout: string): T => JSON.parse(stdout.trim().split('\n').at(-1) as string) as T;

export const readText = (...parts: readonly string[]): string => readFileSync(join(...parts), 'utf8');
