/**
 * Checks that an address has a file, by requesting its headers only.
 *
 * @param patience timeout in milliseconds
 * @returns undefined if the file exists, otherwise a clause with the reason, without a period
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

/** The cause behind fetch's generic "fetch failed": a system error code if there is one, otherwise the message. */
export function failureReason(error: Error): string {
  const cause = error.cause instanceof Error ? error.cause : error;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
}
