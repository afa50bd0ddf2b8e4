const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** Lets this process run TypeScript. If it cannot, explains why and exits. */
function bootstrap() {
  const problem = findProblem(process.versions.node, existsSync(join(root, 'node_modules', 'ts-node')));
  if (problem !== undefined) {
    console.error(problem);
    process.exit(1);
  }
  require('./ts-node/register').register();
}

/** What keeps the tools from running, if anything. Must run on an old Node itself. */
function findProblem(node, installed) {
  const [major, minor] = node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    return `NoProp needs Node 20.19 or newer; this is Node ${node}. Install a newer one from https://nodejs.org or with your version manager.`;
  }
  if (!installed) return 'The dependencies are not installed. Run "npm ci" first.';
  return undefined;
}

module.exports = { bootstrap, findProblem };
