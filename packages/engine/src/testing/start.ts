import type { EngineInfo } from '../info';
import { type EngineOptions, startEngine } from '../start';

/** Starts the engine for a test file, on the CPU by default so that numbers do not depend on the machine's GPU. */
export function startTestEngine(options: EngineOptions = {}): Promise<EngineInfo> {
  return startEngine({ device: 'cpu', ...options });
}
