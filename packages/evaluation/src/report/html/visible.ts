/**
 * A text in which signs that cannot be seen are: control characters, those that turn the direction of what follows (a
 * name could hide its end with them) and halves of surrogate pairs are shown as `[U+202E]`. Line ends and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

const HIDDEN = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|\p{Cs}|\uFEFF/gu;
