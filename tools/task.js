// Runs one of the tools next to this file: node tools/task.js NAME [ARGUMENT...]
require('./bootstrap').bootstrap();
require('./shared/task').runTask(process.argv.slice(2));
