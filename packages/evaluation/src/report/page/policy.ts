import { createHash } from 'node:crypto';

/**
 * The strictest content security policy that a page can have: no script, network, frames or forms, images only from the
 * page itself, and only the style sheets that are in it now, each by its hash.
 *
 * @param page HTML in which we generated every `<style>`
 */
export function contentSecurityPolicy(page: string): string {
  const sheets = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, sheet = '']) => sheet);
  const hashes = [...new Set(sheets)].map((sheet) => `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`);
  return [
    "default-src 'none'",
    `style-src ${hashes.join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
