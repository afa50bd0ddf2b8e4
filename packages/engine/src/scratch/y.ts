import { startEngine, engineMemory, tf } from '../index';
import { convNetStep, initialState, runStep, stripes } from '../testing/conv-net';
void (async () => {
  await startEngine({ backend: process.argv[2] as never });
  const step = convNetStep(stripes(), { compiler: process.argv[3] as never });
  let state = initialState();
  const t = performance.now();
  for (let n = 0; n < Number(process.argv[4] ?? 200); n++) {
    const r = runStep(step, state, n); state = r.state;
    if (n % 50 === 0 || n < 3) { (global as any).gc?.(); console.log(n, r.loss, engineMemory().tensors, engineMemory().handles, (engineMemory().residentBytes / 1e6).toFixed(1), (performance.now() - t).toFixed(0)); }
  }
})();
