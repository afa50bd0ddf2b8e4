/** Ground that a picture is drawn on. */
export type Theme = 'light' | 'dark';

/** How a figure becomes a PNG. */
export interface PngOptions {
  /** White paper unless given. */
  readonly theme?: Theme;
  /** Pixels across; twice the figure's own width unless given. */
  readonly width?: number;
}

/** A drawn figure, and all that a page or a file needs of it. Equal records give equal bytes. */
export interface Figure {
  /** Unique within a page; the ids inside of the SVG begin with it. */
  readonly id: string;
  readonly title: string;
  /** What is shown and how to read it, one or two sentences. */
  readonly caption: string;
  /** The figure in words, with its numbers, for those who do not see it. */
  readonly description: string;
  /** On no ground of its own; text and lines have the `color` of the place that it is put into. */
  readonly svg: string;
  /** Draws the SVG with the letters that come with this package, whatever the machine has. */
  png(options?: PngOptions): Uint8Array;
  /** The numbers drawn, as plain JSON. */
  readonly data: unknown;
}
