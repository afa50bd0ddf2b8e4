/**
 * `99.47 ± 0.05`: a fraction and its spread in percent, without the % sign. All tables for people use this format.
 *
 * @param spread omitted if undefined, as for a single value
 */
export const meanText = (mean: number, spread?: number): string =>
  spread === undefined ? percentText(mean) : `${percentText(mean)} ± ${percentText(spread)}`;

/** `97.61`: a fraction in percent. */
export const percentText = (fraction: number): string => unsignedZero((100 * fraction).toFixed(2));

/** `+0.12`, `−1.86` or `0.00`: a difference of fractions in percentage points, with a true minus sign. */
export const differenceText = (difference: number): string => signed((100 * difference).toFixed(2));

/** `−37.2`: a difference in units of a spread. */
export const spreadsText = (units: number): string => signed(units.toFixed(1));

/** `1,234,567`: a whole number. */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** What rounds to zero has no minus sign. */
const unsignedZero = (text: string): string => (Number(text) === 0 ? text.replace('-', '') : text);

function signed(text: string): string {
  if (Number(text) === 0) return unsignedZero(text);
  return text.startsWith('-') ? `\u2212${text.slice(1)}` : `+${text}`;
}
