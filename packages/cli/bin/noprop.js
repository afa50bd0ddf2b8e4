#!/usr/bin/env node
'use strict';
// Runs the command from source: see docs/adr/0002-run-from-source.md.
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`noprop needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(2);
}

const root = join(__dirname, '..', '..', '..');
try {
  require(join(root, 'tools', 'ts-node', 'register')).register();
} catch (error) {
  if (!['ENOENT', 'MODULE_NOT_FOUND'].includes(error.code)) throw error;
  process.stderr.write(`The dependencies are not installed. Run "npm ci" in ${root}.\n`);
  process.exit(2);
}

require('../src/main').main(process.argv.slice(2));
