// Compiled sources on disk, by the digest of everything that decides what the compiler makes of them.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { extname, join } = require('node:path');

const root = join(__dirname, '..', '..');
const folder = join(root, 'node_modules', '.cache', 'noprop', 'compiled');

const settings = digest(
  ...['tsconfig.base.json', 'node_modules/ts-node/package.json', 'node_modules/@swc/core/package.json'].map((file) =>
    readFileSync(join(root, file)),
  ),
);

/** Names the compiled form of a source, without extension. */
const nameOf = (file, source) => join(folder, digest(settings, extname(file), source));

/** A compiled source (`.js`) or its source map (`.map`), if it is there. */
function read(name, extension) {
  try {
    return readFileSync(`${name}${extension}`, 'utf8');
  } catch {
    return undefined;
  }
}

/** Without a folder to write to, everything works but takes longer. */
function write(name, { outputText, sourceMapText }) {
  try {
    mkdirSync(folder, { recursive: true });
    for (const [extension, text] of [
      ['.map', sourceMapText],
      ['.js', outputText],
    ]) {
      const temporary = `${name}.${process.pid}${extension}`;
      writeFileSync(temporary, text);
      renameSync(temporary, `${name}${extension}`);
    }
  } catch {}
}

function digest(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

module.exports = { nameOf, read, root, write };
