/**
 * An SVG whose ids begin with a prefix, and what refers to them with it: pictures that were drawn apart all call their
 * first clipping path alike, and in one page the first of that name would cut them all.
 */
export function scopeIds(svg: string, prefix: string): string {
  const own = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  const scoped = (id: string): string => (own.has(id) ? `${prefix}-${id}` : id);
  return svg.replace(/<[^>]+>/g, (tag) =>
    tag
      .replace(/(\sid=")([^"]+)(")/g, (_, before: string, id: string, after: string) => before + scoped(id) + after)
      .replace(/(\saria-(?:labelledby|describedby)=")([^"]+)(")/g, (_, before: string, ids: string, after: string) => {
        return before + ids.split(/\s+/).map(scoped).join(' ') + after;
      })
      .replace(/(href="#)([^"]+)(")/g, (_, before: string, id: string, after: string) => before + scoped(id) + after)
      .replace(/(url\((?:&quot;|['"])?#)([^)'"&]+)/g, (_, before: string, id: string) => before + scoped(id)),
  );
}
