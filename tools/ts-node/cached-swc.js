// ts-node's swc transpiler, which also fills the cache of compiled sources.
const cache = require('./cache');

/** A ts-node transpiler. Only CommonJS output is cached, the form of all packages here. */
function create(options) {
  const swc = require('ts-node/transpilers/swc').create(options);
  return {
    transpile(input, { fileName }) {
      const output = swc.transpile(input, { fileName });
      if (options.nodeModuleEmitKind === 'nodecjs') cache.write(cache.nameOf(fileName, input), output);
      return output;
    },
  };
}

module.exports = { create };
