// node -r tools/ts-node/preload.js FILE.ts
require('./register').register();
