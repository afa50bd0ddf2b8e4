'use strict';

// The strict test runner: node tools/uvu.js FOLDER [PATTERN]
require('./bootstrap').bootstrap();
require('./uvu/main').main(process.argv.slice(2));
