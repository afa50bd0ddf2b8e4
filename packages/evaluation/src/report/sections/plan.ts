import { optionText } from '../../record/point';
import type { PlanRecord } from '../../record/record';
import { type Content, html } from '../html/html';
import { pairs } from '../html/pairs';
import { table } from '../html/table';

/** The plan of a run: training and every component with all its options. */
export function planTables(planId: string, { seed, slots, training, evaluation }: PlanRecord): Content {
  const components = [
    ...ordered(slots),
    ...evaluation.map((component, i) => [`evaluation ${i + 1}`, component] as const),
  ];
  return html`${pairs([
    ['Plan', html`<span class="mono">${planId}</span>`],
    ['Seed', seed],
    ...Object.entries(training).map(([name, value]) => [words(name), optionText(value)] as const),
  ])}${table({
    id: 'table-plan',
    caption: 'Components and their options, including defaults',
    columns: [{ head: 'Slot' }, { head: 'Component', short: true }, { head: 'Options' }],
    rows: components.map(([slot, { uses, with: options }]) => [
      slot,
      html`<code>${uses}</code>`,
      html`<ul class="plain-list">${Object.entries(options).map(
        ([key, value]) => html`<li><code>${key}: ${optionText(value)}</code></li>`,
      )}</ul>`,
    ]),
  })}`;
}

/** Slots in build order. */
const ORDER = ['dataset', 'embedding', 'schedule', 'blocks', 'optimizer', 'objective'];

const ordered = (slots: PlanRecord['slots']) =>
  Object.entries(slots).sort(([a], [b]) => (ORDER.indexOf(a) >>> 0) - (ORDER.indexOf(b) >>> 0) || (a < b ? -1 : 1));

/** `batchSize` as `Batch size`. */
function words(name: string): string {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
