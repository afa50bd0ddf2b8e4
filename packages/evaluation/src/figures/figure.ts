/** Background that a figure is drawn on. */
export type Theme = 'light' | 'dark';

/** How to render a figure as PNG. */
export interface PngOptions {
  /** Default: light, on white paper. */
  readonly theme?: Theme;
  /** Width in pixels. Default: twice the figure's own width. */
  readonly width?: number;
}

/** A drawn figure with everything that a page or a file needs. Equal records give equal bytes. */
export interface Figure {
  /** Unique within a page; the ids inside the SVG begin with it. */
  readonly id: string;
  readonly title: string;
  /** What it shows and how to read it, in one or two sentences. */
  readonly caption: string;
  /** The figure in words, with its numbers, for those who cannot see it. */
  readonly description: string;
  /** Without a background; text and lines take the `color` of the page. */
  readonly svg: string;
  /** Renders the SVG with the fonts that come with this package, whatever the machine has. */
  png(options?: PngOptions): Uint8Array;
  /** The numbers drawn, as plain JSON. */
  readonly data: unknown;
}
