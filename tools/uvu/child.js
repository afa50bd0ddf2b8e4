// One test file in a process of its own: node tools/uvu/child.js FILE REPORT
require('../bootstrap').bootstrap();
// uvu looks at these when it is loaded: suites go into the queue, and running them is left to us.
Object.assign(globalThis, { UVU_DEFER: 1, UVU_QUEUE: [[]], UVU_INDEX: 0 });
require('./run-in-child').runInChild(process.argv[2], process.argv[3], globalThis.UVU_QUEUE[0]);
