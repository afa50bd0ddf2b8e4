import { textWidth } from './font';
import { config } from './theme';

/** A Vega-Lite document as plain JSON with inline data; {@link toSvg} adds the config. */
export type Chart = Readonly<Record<string, unknown>>;

/**
 * Compiles a chart and draws it as the SVG text that Vega writes. Vega and Vega-Lite use top-level await, so they
 * cannot be required, only imported when the first figure is drawn.
 */
export async function toSvg(chart: Chart): Promise<string> {
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  measureText(vega);
  const { spec } = vegaLite.compile({ ...chart, config } as never, { logger: quiet });
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logLevel: vega.Error });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}

/** Without a canvas, Vega guesses 0.8 em per character to leave room for text; here the font is known. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { readonly textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = (item, text) => {
    const width = textWidth(String(text ?? ''), { size: item.fontSize ?? 11, bold: item.fontWeight === 'bold' });
    // Vega asks for the width of a text before truncating it.
    return item.limit === undefined || item.limit <= 0 ? width : Math.min(width, item.limit);
  };
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string;
  /** Width in pixels that the text is truncated to; 0 for no limit. */
  readonly limit?: number;
}

/** Vega-Lite's warnings about a chart are for its author, not its user; tests check the result. */
const quiet = (() => {
  const logger = {
    level: () => logger,
    error: () => logger,
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger as never;
})();
