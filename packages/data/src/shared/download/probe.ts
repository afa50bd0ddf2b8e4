/**
 * Asks an address for a file's headers, without its body.
 *
 * @returns nothing if the file is there, else a clause that says what was found instead
 */
export async function probe(url: string, patience = 10_000): Promise<string | undefined> {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(patience) });
    return response.ok ? undefined : `${url} answered ${`${response.status} ${response.statusText}`.trim()}`;
  } catch (error) {
    return `${url} cannot be reached (${failureReason(error as Error)})`;
  }
}

/** What lies behind fetch's "fetch failed": a code of the system where there is one. */
export function failureReason(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return (cause as NodeJS.ErrnoException).code?.toString() ?? cause.message;
}
