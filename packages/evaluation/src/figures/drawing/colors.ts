/** Backgrounds that every figure is readable on, and the ink for each. */
export const grounds = {
  light: { paper: '#ffffff', ink: '#1a1a1a' },
  dark: { paper: '#16181d', ink: '#e8e8e8' },
} as const;

/** The ink of the page that a figure is part of. */
export const INK = 'currentColor';

/**
 * The colors of Okabe and Ito (jfly.uni-koeln.de/color) that have a contrast of at least 3:1 on both backgrounds. Their
 * black is replaced by the ink, which comes last.
 */
export const palette = {
  blue: '#0072b2',
  vermillion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
} as const;

/** Opacities of grid lines and axes. */
export const faint = { grid: 0.14, axis: 0.55 } as const;

/** How one series looks; series never differ by color alone. */
export interface SeriesStyle {
  readonly color: string;
  /** Lengths of dash and gap; empty for a solid line. */
  readonly dash: readonly number[];
  readonly shape: string;
}

/** Style of series number `i`; the first twenty differ. */
export function seriesStyle(i: number): SeriesStyle {
  return {
    color: COLORS[i % COLORS.length] as string,
    dash: DASHES[i % DASHES.length] as readonly number[],
    shape: SHAPES[i % SHAPES.length] as string,
  };
}

const COLORS = [...Object.values(palette), INK];
const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3]] as const;
const SHAPES = ['circle', 'square', 'triangle-up', 'cross'] as const;
