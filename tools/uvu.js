// The strict test runner: node tools/uvu.js FOLDER [PATTERN]
require('./bootstrap').bootstrap();
require('./shared/command').runCommand(require('./uvu/main'), process.argv.slice(2));
