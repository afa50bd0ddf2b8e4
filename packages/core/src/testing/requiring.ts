/** Something a test needs that a bare machine may lack, such as a browser. */
export interface Requirement {
  readonly isMet: boolean;
  /** The thing and what it is missing, e.g. `Chromium`. */
  readonly needs: string;
  /** One command that brings it. */
  readonly command: string;
}

type Body = () => void | Promise<void>;

interface Test {
  (title: string, body: Body): void;
  skip(title?: string, body?: Body): void;
}

/**
 * A `test` for tests with a requirement. If it is not met, they are skipped, and the test runner lists the reason and
 * the command. With `NOPROP_TEST_SKIP=never` they fail instead.
 */
export function requiring(test: Test, { isMet, needs, command }: Requirement): (title: string, body: Body) => void {
  if (isMet) return test;
  if (process.env.NOPROP_TEST_SKIP !== 'never') {
    return (title, body) =>
      test.skip(
        title,
        Object.assign(() => body(), { skip: { needs, command } }),
      );
  }
  return (title) =>
    test(title, () => {
      throw new Error(`Needs ${needs}. Run: ${command}`);
    });
}
