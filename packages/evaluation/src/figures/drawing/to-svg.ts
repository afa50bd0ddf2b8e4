import { textWidth } from './font';
import { config } from './theme';

/** A Vega-Lite document as plain JSON, without data files, sizes or looks that {@link toSvg} adds. */
export type Chart = Readonly<Record<string, unknown>>;

/**
 * Compiles a chart and draws it as SVG text, as Vega writes it. Vega and Vega-Lite are modules with an await at their
 * top, so they cannot be required, only imported when the first figure is drawn.
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

/** Vega leaves room for text by a guess of 0.8 em a letter where there is no canvas; here the font is known. */
function measureText(vega: object): void {
  const { textMetrics } = vega as { readonly textMetrics: { width: (item: TextItem, text: unknown) => number } };
  textMetrics.width = (item, text) => {
    const width = textWidth(String(text ?? ''), { size: item.fontSize ?? 11, bold: item.fontWeight === 'bold' });
    // Vega asks for the width of a text before it cuts it short.
    return item.limit === undefined || item.limit <= 0 ? width : Math.min(width, item.limit);
  };
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string;
  /** Pixels that the text is cut to; 0 for none. */
  readonly limit?: number;
}

/** Vega-Lite's remarks on a chart are for its author; the tests see the result. */
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
