import { relative } from 'node:path';

/** Message, difference and the lines of the stack that lie in the project. */
export function describeError(error: Error): string {
  const details = 'details' in error && typeof error.details === 'string' ? error.details : '';
  const difference = details === '' ? [] : ['', ...details.trimEnd().split('\n'), ''];
  const title = error.name === 'Error' || error.name === 'Assertion' ? '' : `${error.name}: `;
  return [`${title}${error.message}`, ...difference, ...ownFrames(error)].join('\n');
}

function ownFrames(error: Error): readonly string[] {
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.filter(
    (line) => !/node:|node_modules|[\\/]tools[\\/](?:ts-node[\\/]|uvu[\\/](?:watch|run-in-child)\.)/.test(line),
  );
  return own.map((line) => `  ${line.trim().replace(/(?<=[( ])\/[^():]+/, (path) => relative(process.cwd(), path))}`);
}
