'use strict';

// One test file in a process of its own: node tools/uvu/child.js FILE REPORT
require('../bootstrap').bootstrap();
require('./run-in-child').runInChild(process.argv[2], process.argv[3]);
