import type { Theme } from '../figure';
import { grounds } from './colours';

/** A figure's SVG as a file of its own: on paper and with ink, which a page gives it otherwise. */
export function standaloneSvg(svg: string, theme: Theme = 'light'): string {
  const { paper, ink } = grounds[theme];
  const ground = `<rect width="100%" height="100%" fill="${paper}"/>`;
  return `${svg.replace(/^<svg ([^>]*)>/, (_, attributes: string) => `<svg color="${ink}" ${attributes}>${ground}`)}\n`;
}
