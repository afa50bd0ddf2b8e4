import koffi from 'koffi';
import { startEngine, tf } from '../index';
void (async () => {
  await startEngine({ backend: 'tensorflow' });
  const libc = koffi.load('libc.so.6');
  const S = koffi.struct('mi2', { arena: 'size_t', ordblks: 'size_t', smblks: 'size_t', hblks: 'size_t', hblkhd: 'size_t', usmblks: 'size_t', fsmblks: 'size_t', uordblks: 'size_t', fordblks: 'size_t', keepcost: 'size_t' });
  void S;
  const mallinfo2 = libc.func('mi2 mallinfo2()');
  const trim = libc.func('int malloc_trim(size_t)');
  const x: any = tf.ones([16, 12, 12, 8]); tf.add(x, 1);
  const two = tf.scalar(2); const api = (tf.backend() as any).binding.api, st = (tf.backend() as any).binding.status.pointer;
  for (let k = 0; k < 5; k++) {
    for (let i = 0; i < 2000; i++) { const t = api.TF_AllocateTensor(1, new BigInt64Array(0), 0, 4); const h = api.TFE_NewTensorHandle(t, st); api.TF_DeleteTensor(t); const r = tf.mul(two, x); r.dispose(); api.TFE_DeleteTensorHandle(h); }
    (global as any).gc();
    const m = mallinfo2() as any;
    console.log((process.memoryUsage.rss() / 1e6).toFixed(1), 'inuse', (Number(m.uordblks) / 1e6).toFixed(1), 'free', (Number(m.fordblks) / 1e6).toFixed(1), 'chunks', m.ordblks, 'mmapped', (Number(m.hblkhd)/1e6).toFixed(1));
  }
  trim(0);
  console.log('trim', (process.memoryUsage.rss() / 1e6).toFixed(1));
})();
