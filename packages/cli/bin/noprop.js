#!/usr/bin/env node
'use strict';
// Starts the command from source: see docs/adr/0002-run-from-source.md.
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`noprop needs Node 20.19 or newer, found ${process.versions.node}.\n`);
  process.exit(2);
}

const root = join(__dirname, '..', '..', '..');
try {
  require('ts-node').register({ cwd: root, project: join(root, 'tsconfig.base.json'), transpileOnly: true, swc: true });
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  process.stderr.write(`The packages that noprop needs are not installed. Run "npm ci" in ${root}.\n`);
  process.exit(2);
}

require('../src/main').main(process.argv.slice(2));
