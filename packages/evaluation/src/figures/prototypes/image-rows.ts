import { textWidth } from '../drawing/font';
import { FIGURE_WIDTH, textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';
import { type Picture, pictureUrl } from '../shared/picture';

/** A row of pictures, one per class. */
export interface ImageRow {
  readonly name: string;
  readonly pictures: readonly Picture[];
}

const COLUMNS = 10;
const GAP = 4;
const LINE = 18;
const BAND_GAP = 14;

/** Rows of pictures under the names of their columns, ten columns per band, placed by pixel. */
export function imageRows(columnNames: readonly string[], rows: readonly ImageRow[]): Chart {
  const left = 8 + Math.ceil(Math.max(...rows.map(({ name }) => textWidth(name, { size: textSizes.label }))));
  const columns = Math.min(COLUMNS, columnNames.length);
  const cell = Math.floor((FIGURE_WIDTH - 8 - left) / Math.max(columns, 6));
  const side = cell - GAP;
  const band = LINE + rows.length * cell + BAND_GAP;
  const bands = Math.ceil(columnNames.length / COLUMNS);
  const xOf = (k: number): number => left + (k % COLUMNS) * cell + side / 2;
  const topOf = (k: number): number => Math.floor(k / COLUMNS) * band;
  const middleOf = (row: number): number => LINE + row * cell + side / 2;
  const pictures = rows.flatMap((row, r) =>
    row.pictures.map((picture, k) => ({ x: xOf(k), y: topOf(k) + middleOf(r), url: pictureUrl(picture) })),
  );
  const size = [11, 10, 9].find((each) => columnNames.every((name) => textWidth(name, { size: each }) <= side)) ?? 9;
  const names = columnNames.map((name, k) => ({ x: xOf(k), y: topOf(k) + 8, text: cut(name, size, side) }));
  const rowNames = Array.from({ length: bands }, (_, i) =>
    rows.map(({ name }, r) => ({ x: 0, y: i * band + middleOf(r), text: name })),
  ).flat();
  const text = { text: { field: 'text', type: 'nominal' } };
  return {
    width: left + columns * cell - GAP,
    height: bands * band - BAND_GAP - GAP,
    encoding: { x: pixel('x'), y: pixel('y') },
    layer: [
      {
        data: { values: pictures },
        mark: { type: 'image', width: side, height: side, smooth: false },
        encoding: { url: { field: 'url', type: 'nominal' } },
      },
      { data: { values: names }, mark: { type: 'text', fontSize: size }, encoding: text },
      { data: { values: rowNames }, mark: { type: 'text', align: 'left' }, encoding: text },
    ],
  };
}

const pixel = (field: string): Chart => ({ field, type: 'quantitative', scale: null, axis: null });

/** Truncates a text that does not fit. */
function cut(text: string, size: number, room: number): string {
  if (textWidth(text, { size }) <= room) return text;
  let length = text.length - 1;
  while (length > 1 && textWidth(`${text.slice(0, length)}…`, { size }) > room) length--;
  return `${text.slice(0, length)}…`;
}
