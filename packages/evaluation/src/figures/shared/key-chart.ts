import { textWidth } from '../drawing/font';
import { textSizes } from '../drawing/theme';
import type { Chart } from '../drawing/to-svg';

/** A symbol and what it stands for. */
export interface KeyEntry {
  readonly name: string;
  readonly color: string;
  readonly shape: string;
  readonly hollow?: boolean;
}

/** A row of symbols and their names, for the top of a figure. */
export function keyChart(entries: readonly KeyEntry[]): Chart {
  let x = 6;
  const layer = entries.flatMap(({ name, color, shape, hollow = false }): readonly Chart[] => {
    const at = (value: number): Chart => ({ x: { value }, y: { value: 8 } });
    const [symbol, text] = [x, x + 11];
    x = text + textWidth(name, { size: textSizes.label }) + 22;
    return [
      {
        mark: { type: 'point', shape, size: 60, filled: !hollow, color: color, strokeWidth: 1.8, opacity: 1 },
        encoding: at(symbol),
      },
      { mark: { type: 'text', text: name, align: 'left', baseline: 'middle' }, encoding: at(text) },
    ];
  });
  return { width: 300, height: 16, data: { values: [{}] }, layer };
}
