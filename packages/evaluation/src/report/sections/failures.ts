import { pointText } from '../../record/point';
import type { TrialRecord } from '../../record/record';
import { shortHash } from '../format';
import { commandBlock } from '../html/command';
import { type Content, html } from '../html/html';
import { table } from '../html/table';

/** Trials without a result, each with its reason and the command that runs it alone. */
export function failureTable(trials: readonly TrialRecord[]): Content {
  const without = trials.filter(({ status }) => status !== 'completed');
  if (without.length === 0) return undefined;
  const failed = without.filter(({ status }) => status === 'failed');
  return html`${table({
    id: 'table-failures',
    caption: 'Trials without a result. The means above do not include them.',
    columns: [{ head: 'Trial' }, { head: 'Seed', numeric: true }, { head: 'Status', short: true }, { head: 'Reason' }],
    rows: without.map(({ id, name, point, seed, status, reason }) => [
      html`${name} ${pointText(point)} <span class="mono">${shortHash(id)}</span>`,
      seed,
      status === 'failed' ? html`<strong class="bad">failed</strong>` : status,
      html`<span class="reason">${reason ?? meanings[status]}</span>`,
    ]),
  })}${
    failed.length > 0 &&
    html`<h3>Run a failed trial again</h3>
${failed.map(({ command, name, seed }) => commandBlock(command, `Command for ${name}, seed ${seed}`))}`
  }`;
}

const meanings: Readonly<Record<TrialRecord['status'], string>> = {
  completed: '',
  failed: 'No reason was recorded.',
  interrupted: 'It was interrupted and can be resumed.',
  running: 'It was still running when this report was written.',
  missing: 'It has not started.',
  stopped: 'Successive halving dropped it.',
};
