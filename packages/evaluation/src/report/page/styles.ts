import { palette } from './palette';
import { printStyles } from './print-styles';

/** The style sheet of every report: light or dark by the reader's system, for narrow and wide screens and for paper. */
export const styles = `
:root { color-scheme: light dark; ${palette.light} }
@media screen and (prefers-color-scheme: dark) { :root { ${palette.dark} } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 76rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 4rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
h1, h2, h3 { line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; margin: 0; font-weight: 650; }
h1 { font-size: clamp(1.5rem, 1.1rem + 1.8vw, 2.25rem); letter-spacing: -0.015em; }
h2 { font-size: 1.375rem; margin: 3rem 0 0.75rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.0625rem; margin: 2rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 44rem; }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
code, pre, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.875em; overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; top: 0.5rem; padding: 0.5rem 1rem; background: var(--ground); }
.skip:focus { left: 0.5rem; z-index: 2; }
.kind { margin: 0 0 0.25rem; color: var(--quiet); font-size: 0.875rem; letter-spacing: 0.02em; }
.lead { font-size: 1.0625rem; color: var(--quiet); white-space: pre-line; }
.note { color: var(--quiet); font-size: 0.9rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); max-width: 64rem; gap: 0.75rem; margin: 1.5rem 0 0; }
.facts div { background: var(--raised); border-radius: 8px; padding: 0.75rem 1rem; }
.facts dt { color: var(--quiet); font-size: 0.8125rem; }
.facts dd { margin: 0; font-size: 1.375rem; font-weight: 650; line-height: 1.3; font-variant-numeric: tabular-nums; }
.facts dd small { display: block; font-size: 0.8125rem; font-weight: 400; color: var(--quiet); }
nav h2 { margin: 2rem 0 0.5rem; padding: 0; border: 0; font-size: 0.8125rem; font-weight: 400; color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; }
.pairs { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.375rem 1.5rem; margin: 0.75rem 0; }
.pairs dt { color: var(--quiet); }
.pairs dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.scroll { position: relative; overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 0 0 0.5rem; }
caption span { display: inline-block; position: sticky; left: 0; width: max-content; max-width: min(44rem, 100vw - max(2rem, 8vw) - 1rem); color: var(--quiet); font-size: 0.9rem; }
th, td { padding: 0.4rem 0.85rem 0.4rem 0; vertical-align: top; text-align: left; border-bottom: 1px solid var(--line); }
th { font-weight: 500; }
thead th { color: var(--quiet); font-size: 0.8125rem; vertical-align: bottom; border-bottom-color: var(--quiet); }
tbody th { position: sticky; left: 0; background: var(--ground); min-width: 7rem; max-width: 22rem; overflow-wrap: break-word; }
tbody th.number { min-width: 3.5rem; }
th.number, td.number { text-align: right; white-space: nowrap; }
td small { display: block; color: var(--quiet); font-size: 0.8125rem; white-space: normal; }
td.text { max-width: 34rem; overflow-wrap: anywhere; }
td.short { white-space: nowrap; }
.reason { white-space: pre-wrap; min-width: min(22rem, 60vw); display: block; }
.confusion th, .confusion td { padding: 0.3rem 0.5rem; text-align: right; min-width: 2.75rem; }
.confusion caption { text-align: left; }
.confusion .cell { display: block; margin: -0.3rem -0.5rem; padding: 0.3rem 0.5rem; }
${heat()}
.good { color: var(--good); } .bad { color: var(--bad); } .warn { color: var(--warn); }
.notice { border-left: 4px solid var(--warn); background: var(--raised); padding: 0.75rem 1rem; margin: 1.25rem 0; border-radius: 0 8px 8px 0; max-width: 46rem; }
.notice.bad { border-color: var(--bad); color: inherit; }
.notice p { margin: 0; overflow-wrap: anywhere; }
.copy { user-select: all; -webkit-user-select: all; }
.command { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: 0.75rem 1rem; margin: 0.75rem 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; -webkit-user-select: all; }
figure { margin: 1.5rem 0 2rem; max-width: 48rem; min-width: 0; }
figure .scroll { margin: 0; }
figure svg { display: block; width: 100%; height: auto; min-width: min(var(--width, 30rem), 30rem); }
figcaption { max-width: 44rem; font-size: 0.9rem; color: var(--quiet); margin-top: 0.5rem; }
figcaption strong { color: var(--ink); font-weight: 600; }
.figures { display: grid; align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 0 2.5rem; }
.list { padding-left: 1.25rem; max-width: 46rem; } .list li { margin: 0.35rem 0; overflow-wrap: anywhere; white-space: pre-line; }
.plain-list { margin: 0; padding: 0; list-style: none; }
footer { margin-top: 3.5rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
@media (max-width: 40rem) {
  body { padding-top: 1rem; }
  h2 { margin-top: 2.25rem; }
  tbody th { max-width: 9.5rem; font-size: 0.875rem; overflow-wrap: anywhere; }
  .pairs { grid-template-columns: 1fr; gap: 0; }
  .pairs dd { margin-bottom: 0.6rem; }
  nav a { padding: 0.5rem 0; }
}
@media (forced-colors: active) { .facts div, .command, .notice { border: 1px solid; } }
${printStyles}`;

/** Ten shades of a cell of a confusion matrix, by its share of the row. */
function heat(): string {
  return Array.from(
    { length: 10 },
    (_, i) => `.heat-${i + 1} { background: color-mix(in srgb, var(--heat) ${4 * (i + 1)}%, transparent); }`,
  ).join('\n');
}
