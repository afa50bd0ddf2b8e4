import { textWidth } from './font';

/** For tests: an element of an SVG and its position, in pixels of the view box. */
export interface Drawn {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Classes of the groups around it, outermost first. */
  readonly within: readonly string[];
  readonly text: string;
  /** Position of its own origin. */
  readonly x: number;
  readonly y: number;
  /** Clockwise rotation, in degrees. */
  readonly angle: number;
}

interface Group {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly within: readonly string[];
}

/** For tests: all elements of an SVG that {@link finishSvg} has written. Throws if a tag is not closed. */
export function elementsOf(svg: string): readonly Drawn[] {
  const found: Drawn[] = [];
  const open: (Group & { readonly tag: string })[] = [];
  for (const [, close, tag = '', attributeText = '', empty, text = ''] of svg.matchAll(
    /<(\/?)([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>([^<]*)/g,
  )) {
    if (close === '/') {
      const last = open.pop()?.tag;
      if (last !== tag) throw new Error(`</${tag}> closes <${last}>.`);
      continue;
    }
    const attributes = Object.fromEntries(
      [...attributeText.matchAll(/ ([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value as string)]),
    );
    const group = moved(open.at(-1) ?? { x: 0, y: 0, angle: 0, within: [] }, attributes);
    found.push({ tag, attributes, text: unescaped(text), ...group });
    if (empty !== '/') open.push({ tag, ...group });
  }
  if (open.length > 0) throw new Error(`<${open.map(({ tag }) => tag).join('> <')}> is not closed.`);
  return found;
}

/** For tests: texts in document order. */
export const textsOf = (svg: string): readonly string[] =>
  elementsOf(svg).flatMap(({ tag, text }) => (tag === 'text' ? [text] : []));

/** For tests: marks of a kind, e.g. `symbol` or `rect`, without those of axes, legends and titles. */
export const marksOf = (svg: string, kind: string): readonly Drawn[] =>
  elementsOf(svg).filter(({ tag, within }) => {
    const own = within.at(-1) ?? '';
    return tag !== 'g' && own.includes(`mark-${kind} role-mark`);
  });

/** For tests: left, top, right and bottom of each text. */
export interface Box {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function textBoxes(svg: string): readonly Box[] {
  return elementsOf(svg)
    .filter(({ tag }) => tag === 'text')
    .map(({ text, x, y, angle, attributes }) => {
      const size = Number.parseFloat(attributes['font-size'] as string);
      const width = textWidth(text, { size, bold: attributes['font-weight'] === 'bold' });
      const share = { start: 0, middle: 0.5, end: 1 }[attributes['text-anchor'] ?? 'start'] as number;
      // Ascender and descender of letters without accents.
      const [along, up, down] = [[-share * width, (1 - share) * width] as const, 0.76 * size, 0.24 * size];
      return angle === -90
        ? { text, left: x - up, right: x + down, top: y - along[1], bottom: y - along[0] }
        : { text, left: x + along[0], right: x + along[1], top: y - up, bottom: y + down };
    });
}

function moved(group: Group, { transform = '', class: name }: Readonly<Record<string, string>>): Group {
  let { x, y, angle } = group;
  for (const [, kind, numbers = ''] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first = 0, second = 0] = numbers.split(',').map(Number);
    if (kind === 'translate') {
      const turn = (angle * Math.PI) / 180;
      x += first * Math.cos(turn) - second * Math.sin(turn);
      y += first * Math.sin(turn) + second * Math.cos(turn);
    } else if (kind === 'rotate') angle += first;
    else throw new Error(`Unexpected transformation "${kind}".`);
  }
  return { x, y, angle, within: name === undefined ? group.within : [...group.within, name] };
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] as string);
