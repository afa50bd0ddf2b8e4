import type { Theme } from '../figure';
import { grounds } from './colors';

/** A figure's SVG as a standalone file, with the background and ink that a page would otherwise provide. */
export function standaloneSvg(svg: string, theme: Theme = 'light'): string {
  const { paper, ink } = grounds[theme];
  const ground = `<rect width="100%" height="100%" fill="${paper}"/>`;
  return `${svg.replace(/^<svg ([^>]*)>/, (_, attributes: string) => `<svg color="${ink}" ${attributes}>${ground}`)}\n`;
}
