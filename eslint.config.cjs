// The rules are TypeScript like everything else: tools/eslint/config.ts
require('./tools/bootstrap').bootstrap();
module.exports = require('./tools/eslint/config').config;
