export { assertClose, type Comparable } from './testing/close';
export { assertGradient, finiteDifferences } from './testing/differences';
export { assertNoLeaks } from './testing/leaks';
export { startTestEngine } from './testing/start';
