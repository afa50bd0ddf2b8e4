'use strict';
// Worker thread of a trial. Kills the process when its parent is gone, even while a native call blocks the main thread.
const { workerData: parent } = require('node:worker_threads');

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
}, 250);
