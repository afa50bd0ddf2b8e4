import { TextStream } from './fixture';

/** For tests: a terminal that understands the control sequences that bars are drawn with. */
export class Screen extends TextStream {
  readonly isTTY = true;
  readonly columns = 120;
  readonly rows = 24;

  /** What the terminal shows now. */
  look(): { readonly lines: readonly string[]; readonly cursor: boolean; readonly row: number } {
    const lines: string[] = [''];
    let [row, column, cursor] = [0, 0, true];
    const move = (count: string, way: string): void => {
      const by = Number(count || '1');
      if (way === 'A') row = Math.max(0, row - by);
      else if (way === 'B') row += by;
      else if (way === 'G') column = by - 1;
      else throw new Error(`Unsupported control sequence: ESC [${count}${way}.`);
    };
    const clear = (what: string, which: string): void => {
      if (what === '2' && which === 'K') lines[row] = '';
      else if (which === 'K') lines[row] = (lines[row] as string).slice(0, column);
      else lines.splice(row, lines.length, (lines[row] as string).slice(0, column));
    };
    for (const [part, mode, on, count, way] of this.text.matchAll(SEQUENCE)) {
      if (mode !== undefined) cursor = mode === '25' ? on === 'h' : cursor;
      else if (way === 'K' || way === 'J') clear(count as string, way);
      else if (way !== undefined) move(count as string, way);
      else if (part === '\n') [row, column] = [row + 1, 0];
      else {
        const line = (lines[row] ?? '').padEnd(column);
        lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
        column += part.length;
      }
      while (lines.length <= row) lines.push('');
    }
    return { lines, cursor, row };
  }
}

/** Matches a mode change, another control sequence, a line feed, or text. */
const SEQUENCE = new RegExp(
  `${String.fromCharCode(27)}\\[\\?(\\d+)([hl])|${String.fromCharCode(27)}\\[(\\d*)([A-Z])|\\n|[^${String.fromCharCode(27)}\\n]+`,
  'g',
);
