// Prints what lies outside the repository and decides which tests are skipped, so that Nx runs them again when it changes.
const { existsSync } = require('node:fs');
const { homedir } = require('node:os');
const { delimiter, isAbsolute, join } = require('node:path');

const path = (process.env.PATH ?? '').split(delimiter);
const programs = ['chromium', 'git', 'python3'].filter((name) => path.some((folder) => existsSync(join(folder, name))));
const { NOPROP_CACHE, XDG_CACHE_HOME = '' } = process.env;
const cache = NOPROP_CACHE || join(isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(homedir(), '.cache'), 'noprop');
const folders = [join(cache, 'test-python'), '/usr/share/datasets/fashion-mnist'].filter((folder) =>
  existsSync(folder),
);
console.log([...programs, ...folders].join('\n'));
