/**
 * Makes invisible characters visible, e.g. as `[U+202E]`: control characters, direction controls (which could hide the
 * end of a name), lone surrogates and byte order marks. Line feeds and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(HIDDEN, (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`);
}

const HIDDEN = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|\p{Cs}|\uFEFF/gu;
