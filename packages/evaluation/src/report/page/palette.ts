/** Colors of a page by role. */
interface Colors {
  /** Page background. Figures are drawn for this and `ink`. */
  readonly ground: string;
  readonly ink: string;
  /** Secondary text. */
  readonly quiet: string;
  readonly raised: string;
  readonly line: string;
  readonly accent: string;
  readonly focus: string;
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly heat: string;
}

/** Light and dark. Text has a contrast of at least 4.5:1 on ground and raised, which the tests check. */
export const colors: Readonly<Record<'light' | 'dark', Colors>> = {
  light: {
    ground: '#ffffff',
    ink: '#1b1f24',
    quiet: '#565e69',
    raised: '#f4f6f8',
    line: '#d8dde3',
    accent: '#0a58a8',
    focus: '#0a58a8',
    good: '#156639',
    bad: '#b0241b',
    warn: '#7d5200',
    heat: '#0072b2',
  },
  dark: {
    ground: '#16181d',
    ink: '#e7e9ed',
    quiet: '#a6adb8',
    raised: '#1f2229',
    line: '#363b45',
    accent: '#86bdf7',
    focus: '#86bdf7',
    good: '#80d3a3',
    bad: '#ff9d93',
    warn: '#efc268',
    heat: '#56b4e9',
  },
};

const declarations = (set: Colors): string =>
  Object.entries(set)
    .map(([role, color]) => `--${role}: ${color};`)
    .join(' ');

/** The colors as CSS custom properties. */
export const palette = { light: declarations(colors.light), dark: declarations(colors.dark) };
