'use strict';

// Runs the task tools/<name>.ts: node tools/task.js NAME [ARGUMENT...]
require('./bootstrap').bootstrap();
require('./shared/run-task').runTask(__dirname, process.argv.slice(2));
