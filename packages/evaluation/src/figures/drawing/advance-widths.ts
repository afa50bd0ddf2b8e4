/** Widths of characters, in ems. */
export interface AdvanceWidths {
  /** Width of a text without kerning. */
  widthOf(text: string): number;
}

/**
 * Reads the widths of all characters from a TrueType font: tables head (units), hhea and hmtx (widths), cmap in format
 * 4 (glyphs of characters). A character that the font lacks is as wide as its empty box, glyph 0.
 */
export function advanceWidths(font: Buffer): AdvanceWidths {
  const tables = tablesOf(font);
  const at = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`internal: the font has no table "${tag}".`);
    return offset;
  };
  const unitsPerEm = font.readUInt16BE(at('head') + 18);
  const widths = font.readUInt16BE(at('hhea') + 34);
  const glyphOf = glyphs(font, at('cmap'));
  const hmtx = at('hmtx');
  // Glyphs after the last width share it.
  const unitsOf = (letter: string): number => {
    const glyph = Math.min(glyphOf(letter.codePointAt(0) as number), widths - 1);
    return font.readUInt16BE(hmtx + 4 * glyph);
  };
  return { widthOf: (text) => [...text].reduce((sum, letter) => sum + unitsOf(letter), 0) / unitsPerEm };
}

function tablesOf(font: Buffer): ReadonlyMap<string, number> {
  const count = font.readUInt16BE(4);
  return new Map(
    Array.from({ length: count }, (_, i) => {
      const entry = 12 + 16 * i;
      return [font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8)];
    }),
  );
}

/** The glyph of a code point; 0 if the font lacks it. */
function glyphs(font: Buffer, cmap: number): (codePoint: number) => number {
  const table = formatFour(font, cmap);
  const segments = font.readUInt16BE(table + 6) / 2;
  const ends = table + 14;
  const starts = ends + 2 * segments + 2;
  const deltas = starts + 2 * segments;
  const offsets = deltas + 2 * segments;
  return (codePoint) => {
    for (let i = 0; i < segments; i++) {
      if (font.readUInt16BE(ends + 2 * i) < codePoint) continue;
      const start = font.readUInt16BE(starts + 2 * i);
      if (start > codePoint) return 0;
      const delta = font.readUInt16BE(deltas + 2 * i);
      const offset = font.readUInt16BE(offsets + 2 * i);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = font.readUInt16BE(offsets + 2 * i + offset + 2 * (codePoint - start));
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function formatFour(font: Buffer, cmap: number): number {
  const count = font.readUInt16BE(cmap + 2);
  for (let i = 0; i < count; i++) {
    const subtable = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    if (font.readUInt16BE(subtable) === 4) return subtable;
  }
  throw new Error('internal: the font has no cmap table of format 4.');
}
