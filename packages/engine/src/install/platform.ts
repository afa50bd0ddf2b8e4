/**
 * `<os>-<architecture>` of this process, e.g. `linux-x64`, or `linux-x64-musl` if the C library is not glibc,
 * which the published libraries require.
 */
export function platformName(): string {
  const name = `${process.platform}-${process.arch}`;
  return process.platform === 'linux' && !hasGlibc() ? `${name}-musl` : name;
}

interface ReportHeader {
  readonly header: { readonly glibcVersionRuntime?: string };
}

function hasGlibc(): boolean {
  // Otherwise the report looks up the host names of all open connections.
  Object.assign(process.report, { excludeNetwork: true });
  const report = process.report.getReport() as ReportHeader;
  return report.header.glibcVersionRuntime !== undefined;
}
