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
    const silent = (error as Error).name === 'TimeoutError';
    const reason = silent ? `no answer within ${patience / 1000} s` : failureReason(error as Error);
    return `${url} cannot be reached (${reason})`;
  }
}

/** What lies behind fetch's "fetch failed": a code of the system where there is one. */
export function failureReason(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
