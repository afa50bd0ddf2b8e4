import { plural } from '../format';
import { type Content, html } from '../html/html';

/** Each warning once, with the number of runs that gave it. */
export function warningList(runs: readonly { readonly warnings: readonly string[] }[]): Content {
  const counts = new Map<string, number>();
  for (const { warnings } of runs)
    for (const warning of new Set(warnings)) counts.set(warning, (counts.get(warning) ?? 0) + 1);
  if (counts.size === 0) return undefined;
  const times = (number: number): Content =>
    runs.length > 1 && html` <span class="note">(${plural(number, 'run')})</span>`;
  return html`<ul class="list">${[...counts].map(([text, number]) => html`<li>${text}${times(number)}</li>`)}</ul>
`;
}
