// ts-node's swc transpiler behind a cache on disk: most of what a short command costs is compiling the same sources again.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { extname, join } = require('node:path');

const root = join(__dirname, '..', '..');
const folder = join(root, 'node_modules', '.cache', 'noprop', 'transpiled');

/** A ts-node transpiler: what was compiled once is read back by the digest of everything that decides the output. */
function create(options) {
  const settings = digest(
    readFileSync(join(root, 'tsconfig.base.json')),
    require('ts-node/package.json').version,
    require('@swc/core/package.json').version,
    options.nodeModuleEmitKind ?? '',
  );
  let swc;
  return {
    transpile(input, { fileName }) {
      const file = join(folder, `${digest(settings, extname(fileName), input)}.json`);
      const cached = read(file);
      if (cached !== undefined) return cached;
      swc ??= require('ts-node/transpilers/swc').create(options);
      const output = swc.transpile(input, { fileName });
      write(file, output);
      return output;
    },
  };
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Not compiled yet, or cut off by a full disk.
  }
}

/** Without a folder to write to, everything works but takes longer. */
function write(file, output) {
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(temporary, JSON.stringify(output));
    renameSync(temporary, file);
  } catch {}
}

module.exports = { create };
