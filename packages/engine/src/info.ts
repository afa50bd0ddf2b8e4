export type BackendName = 'tensorflow' | 'wasm' | 'cpu';
export type CompilerName = 'graph' | 'xla' | 'none';

/** The engine of a run. It is printed and kept in the run record because it determines the exact bytes of results. */
export interface EngineInfo {
  readonly backend: BackendName;
  /** The version of libtensorflow, or of TensorFlow.js for the other backends. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  readonly threads: number;
  readonly oneDnn: boolean;
  /** How compiled functions run; `none` runs them op by op. */
  readonly compiler: CompilerName;
  /** Why this backend was chosen. */
  readonly reason: string;
}

/** `cpu, 2 threads, oneDNN on, compiler graph` */
export function engineSettings({ device, threads, oneDnn, compiler }: EngineInfo): string {
  return `${device}, ${threads} thread${threads === 1 ? '' : 's'}, oneDNN ${oneDnn ? 'on' : 'off'}, compiler ${compiler}`;
}
