export type BackendName = 'tensorflow' | 'wasm' | 'cpu';
export type CompilerName = 'graph' | 'xla' | 'none';

/** What a run was computed on; printed, and part of its record, since it decides the bytes. */
export interface EngineInfo {
  readonly backend: BackendName;
  /** Version of libtensorflow, or of TensorFlow.js for the other backends. */
  readonly version: string;
  readonly device: 'cpu' | 'gpu';
  readonly threads: number;
  readonly oneDnn: boolean;
  /** How compiled functions run; `none`: op by op. */
  readonly compiler: CompilerName;
  /** Why this backend was chosen; what to do where it is the slow one. */
  readonly reason: string;
}
