import { html, type Markup } from './html';

/** A command that one click or tap selects as a whole, so that copying it needs no script. */
export function commandBlock(command: string, label: string): Markup {
  return html`<pre class="command" role="group" tabindex="0" aria-label="${label}"><code>${command}</code></pre>
`;
}
