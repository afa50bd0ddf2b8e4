import type { EngineInfo } from '../info';
import { type EngineOptions, startEngine } from '../start';

/** Starts the engine for a test file; on a CPU unless asked otherwise, so that numbers do not depend on the machine's GPU. */
export function startTestEngine(options: EngineOptions = {}): Promise<EngineInfo> {
  return startEngine({ device: 'cpu', ...options });
}
