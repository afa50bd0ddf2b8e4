import { startEngine, tf } from '../index';
void (async () => {
  await startEngine({ backend: 'tensorflow' });
  const x: any = tf.ones([16, 12, 12, 8]), w: any = tf.ones([3, 3, 8, 8]), b = tf.ones([8]);
  const rss = () => process.memoryUsage.rss() / 1e6;
  const two = tf.scalar(2); tf.add(two, 1);
  const cases: Record<string, () => any> = {
    premade: () => tf.mul(two, x),
    mulc: () => tf.mul(2, x),
    scalarUnused: () => { tf.add(tf.scalar(2), two); tf.mul(two, x); },
    mulcNoTidy: () => { const s = tf.scalar(2), r = tf.mul(s, x); s.dispose(); r.dispose(); },
    mulcNoTidy2: () => { const s = tf.scalar(2), r = tf.mul(s, x); r.dispose(); s.dispose(); },
    fill: () => tf.fill([16, 12, 12, 8], 2),
    sum: () => tf.sum(x, [0, 1, 2]),
  };
  for (const [n, f] of Object.entries(cases)) {
    for (let i = 0; i < 30; i++) tf.tidy(() => { f(); });
    (global as any).gc(); const before = rss();
    for (let i = 0; i < 300; i++) tf.tidy(() => { f(); });
    (global as any).gc(); console.log(n, (rss() - before).toFixed(1));
  }
})();
