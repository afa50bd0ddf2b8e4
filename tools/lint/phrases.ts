import { readFileSync } from 'node:fs';

/** Phrases that read as if translated, and what to say instead. */
export const phrases: readonly (readonly [phrase: RegExp, advice: string])[] = [
  [/\b(?:is|are|was|were) wanted\b/i, 'Say "Expected X, got Y." or what has to be there.'],
  [/\bwanted (?:an?|one|the)\b/i, 'Say "Expected X, got Y."'],
  [/\bbut there (?:is|are) none\b/i, 'Say what is missing: "This run has no checkpoint."'],
  [/\bg(?:o|oes|oing) on with\b/i, 'Say "resume" or "continue".'],
  [/\bwhich is no\b|\bthat is no\b(?! longer)/i, 'Say "is not a".'],
  [/\bfor ever\b/i, 'Say "forever".'],
  [/\bto the byte\b/i, 'Say "byte for byte" or "identical bytes".'],
  [/\bbeside\b/i, 'Say "next to".'],
  [/\bon the way\b/i, 'Say "intermediate", "so far" or "in between".'],
  [/\bper cent\b/i, 'Say "percent" or "%".'],
  [/\bso much\b.{0,12}\bis\b/i, 'Give the number: "This is its size."'],
  [
    /\b(?:normalis|initialis|randomis|summaris|organis|recognis|minimis|maximis)(?:e|ed|es|ing|ation)\b/i,
    'Use American spelling.',
  ],
  [/\b(?:behaviour|colours?|coloured|centred?|neighbours?|grey)\b/i, 'Use American spelling.'],
];

/** Finds the phrases in text files; each as `file:line:column  "phrase"  advice`. */
export function findPhrases(files: readonly string[]): readonly string[] {
  return files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, i) => problemsOf(line).map(([column, what]) => `${file}:${i + 1}:${column}  ${what}`)),
  );
}

function problemsOf(line: string): readonly (readonly [column: number, what: string])[] {
  // Names of code and files keep their spelling. A span with spaces may be a message in a template, which is prose.
  const prose = line.replace(/`[^`\s]*`|\b\w+-centred\b|['"./][\w./-]*['"./]/g, (code) => ' '.repeat(code.length));
  return phrases.flatMap(([phrase, advice]) => {
    const found = phrase.exec(prose);
    return found === null ? [] : [[found.index + 1, `"${found[0]}": ${advice}`] as const];
  });
}
