const EVENTS = ['uncaughtException', 'unhandledRejection'] as const;

/**
 * Runs `load` and removes the listeners for uncaught errors that it adds. Those of the wasm loader rethrow,
 * which turns exit code 1 into 7.
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
