export { pythonTest, runPython, startPython } from './testing/python';
export { type SinkLawOptions, testSink } from './testing/test-sink';
