import { html, type Markup } from './html';

/** A command, selected whole by one click or tap, so that copying it needs no script. */
export function commandBlock(command: string, label: string): Markup {
  return html`<pre class="command" role="group" tabindex="0" aria-label="${label}"><code>${command}</code></pre>
`;
}
