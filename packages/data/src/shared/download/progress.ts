/** Turns byte counts into progress messages, at most one per tenth of the file. */
export function byteProgress(
  name: string,
  url: string,
  bytes: number,
  onProgress: (message: string) => void,
): (received: number) => void {
  const decimals = bytes < 1e6 ? 2 : 1;
  const megabytes = (count: number): string => (count / 1e6).toFixed(decimals);
  let shown = -1;
  return (received) => {
    const tenth = Math.floor((10 * received) / bytes);
    if (tenth <= shown) return;
    shown = tenth;
    onProgress(`${name}: ${megabytes(received)} of ${megabytes(bytes)} MB from ${url}`);
  };
}
