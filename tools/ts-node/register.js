// Runs TypeScript from source. Sources that were compiled before come from the cache; ts-node, and with it the
// TypeScript compiler, is loaded only for the others. That takes half a second off the start of a command.
const { readFileSync } = require('node:fs');
const { join, sep } = require('node:path');
const cache = require('./cache');

/** Names of the compiled forms that are in use, by the path of their source. */
const loaded = new Map();
let installed = false;

function register() {
  let compile;
  const load = (module, file) => {
    const code = isOurs(file) ? findCompiled(file) : undefined;
    if (code !== undefined) return module._compile(code, file);
    compile ??= registerTsNode(load);
    return compile(module, file);
  };
  require.extensions['.ts'] = load;
  // Most processes never look at a stack.
  Error.prepareStackTrace = (error, frames) => {
    installSourceMaps();
    return Error.prepareStackTrace(error, frames);
  };
}

/** Registers ts-node behind the cache and returns what it does with a file. */
function registerTsNode(load) {
  delete require.extensions['.ts'];
  installSourceMaps();
  require('ts-node').register({ cwd: cache.root, project: join(cache.root, 'tsconfig.base.json') });
  const compile = require.extensions['.ts'];
  require.extensions['.ts'] = load;
  return compile;
}

const isOurs = (file) => file.startsWith(cache.root + sep) && !file.includes(`${sep}node_modules${sep}`);

function findCompiled(file) {
  const name = cache.nameOf(file, readFileSync(file, 'utf8'));
  loaded.set(file, name);
  return cache.read(name, '.js');
}

/** Makes stacks name the lines of the sources. */
function installSourceMaps() {
  if (installed) return;
  installed = true;
  Error.prepareStackTrace = undefined;
  require('@cspotcode/source-map-support').install({
    environment: 'node',
    retrieveSourceMap(file) {
      const text = loaded.has(file) ? cache.read(loaded.get(file), '.map') : undefined;
      return text === undefined
        ? null
        : { url: file, map: { ...JSON.parse(text), file, sources: [file], sourceRoot: '' } };
    },
  });
}

module.exports = { register };
