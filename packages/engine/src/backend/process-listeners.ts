const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs `load` and takes away what it leaves listening for uncaught errors: the loader of the wasm
 * backend throws them again from there, which turns exit code 1 into 7.
 */
export async function withoutNewListeners(load: () => Promise<unknown>): Promise<void> {
  const before = EVENTS.map(listeners);
  try {
    await load();
  } finally {
    for (const [i, event] of EVENTS.entries()) {
      for (const listener of listeners(event)) if (!before[i]?.includes(listener)) process.off(event, listener);
    }
  }
}

type Listener = (...args: unknown[]) => void;

function listeners(event: (typeof EVENTS)[number]): Listener[] {
  return process.listeners(event as 'uncaughtException') as Listener[];
}
