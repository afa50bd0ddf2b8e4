/** For tests: the cells of a table as a reader sees them, row by row, starting with its head. */
export function tableText(page: string, captionId: string): readonly (readonly string[])[] {
  const start = page.indexOf(`<span id="${captionId}">`);
  if (start < 0) return [];
  const table = page.slice(start, page.indexOf('</table>', start));
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => plainText(cell)),
  );
}

/** For tests: the text of HTML without tags, on one line, with plain spaces. */
export const plainText = (markup: string): string =>
  markup
    .replace(/<(?:small|div|li|dd|p)[^>]*>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&#39;/g, "'")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();

/** For tests: the headings of a page with their levels. */
export const headings = (page: string): readonly (readonly [level: number, text: string])[] =>
  [...page.matchAll(/<h(\d)[^>]*>([\s\S]*?)<\/h\d>/g)].map(([, level, text = '']) => [Number(level), plainText(text)]);
