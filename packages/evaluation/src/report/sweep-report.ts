import { reportFiles } from '@noprop/store';
import type { SweepRecord, TrialRecord } from '../record/record';
import { figures } from './figure/figure';
import { count, plural } from './format';
import { commandBlock } from './html/command';
import { type Content, html } from './html/html';
import { facts, pairs } from './html/pairs';
import { table } from './html/table';
import { page } from './page/page';
import type { MethodSection, SweepReportData } from './parts';
import { blockTable } from './sections/blocks';
import { confusionTable } from './sections/confusion';
import { environmentList } from './sections/environment';
import { failureTable } from './sections/failures';
import { progressTable } from './sections/progress';
import { readingNotes } from './sections/reading';
import { budgetList, resultsTable } from './sections/results';
import { termTable } from './sections/terms';
import { splitsOf, trialTable } from './sections/trials';
import { warningList } from './sections/warnings';

/** The page of a sweep, without times and memory, so that equal results give equal bytes. */
export function renderSweepReport({ sweep, rows, methods, figures: pictures }: SweepReportData): string {
  const { trials } = sweep;
  const runs = trials.flatMap(({ run }) => run ?? []);
  return page({
    kind: 'Sweep report',
    title: sweep.name,
    summary: html`${sweep.description && html`<p class="lead">${sweep.description}</p>`}${tally(sweep, methods)}${notice(trials)}`,
    sections: [
      {
        id: 'results',
        title: 'Results',
        body: html`${runs.length === 0 && html`<p>No trial has a result yet.</p>`}${resultsTable(rows)}${figures(pictures)}`,
      },
      { id: 'failures', title: 'Trials without a result', body: failureTable(trials) },
      { id: 'budget', title: 'Differences from the paper', body: budgetList(rows) },
      { id: 'warnings', title: 'Warnings', body: warningList(runs) },
      { id: 'trials', title: 'Trained models', body: trialTable(trials) },
      { id: 'methods', title: 'Results by method', body: methods.map(methodMarkup) },
      { id: 'environment', title: 'Environment', body: environmentList(runs) },
      { id: 'reproduce', title: 'How to reproduce', body: reproduction(sweep) },
      { id: 'reading', title: 'How to read this', body: readingNotes() },
    ],
    footer: companions(),
  });
}

function tally({ trials }: SweepRecord, methods: readonly MethodSection[]): Content {
  const { failed, stopped, open } = withoutResult(trials);
  return facts([
    ['Completed', `${count(number(trials, 'completed'))} of ${count(trials.length)}`, 'trials'],
    failed === 0 ? ['Failed', '0'] : ['Failed', html`<span class="bad">${count(failed)}</span>`, 'reasons below'],
    ...(stopped > 0 ? [['Stopped', count(stopped), 'by successive halving'] as const] : []),
    ['Open', count(open), 'not started, interrupted or running'],
    ['Settings', count(methods.length), plural(new Set(trials.map(({ seed }) => seed)).size, 'seed')],
  ]);
}

function notice(trials: readonly TrialRecord[]): Content {
  const { failed, stopped, open } = withoutResult(trials);
  if (failed + stopped + open === 0) return undefined;
  const clauses = [
    ...(failed > 0 ? [`${plural(failed, 'trial')} failed`] : []),
    ...(stopped > 0 ? [`successive halving dropped ${plural(stopped, 'trial')}`] : []),
    ...(open > 0 ? [`${plural(open, 'trial')} ${open === 1 ? 'has' : 'have'} no result yet`] : []),
  ];
  const means = number(trials, 'completed') > 0 ? '; the means do not include them' : '';
  return html`<div class="notice${failed > 0 && ' bad'}"><p>${sentence(clauses)}${means}. <a href="#failures">See which and why</a></p></div>
`;
}

function methodMarkup({ id, label, trials, figures: pictures }: MethodSection): Content {
  const runs = trials.flatMap(({ run }) => run ?? []);
  const measured = splitsOf(trials).map((split) => {
    const found = runs.flatMap(({ evaluation }) => evaluation[split] ?? []);
    return html`${blockTable(`${id}-way-${split}`, `${split} split`, found)}${confusionTable(
      `${id}-confusion-${split}`,
      `${split} split`,
      found.flatMap(({ confusion }) => (confusion === undefined ? [] : [confusion])),
      runs[0]?.classNames,
    )}`;
  });
  const models = trials.flatMap(({ seed, run }) => (run === undefined ? [] : [{ label: `seed ${seed}`, run }]));
  const progress = runs.length === 1 ? (runs[0]?.progress ?? []) : [];
  return html`<h3 id="${id}">${label}</h3>
${runs.length === 0 && html`<p>No trial has a result.</p>`}${figures(pictures)}${measured}${progressTable(`${id}-progress`, progress)}${termTable(`${id}-terms`, models)}`;
}

function reproduction({ id, command, trials }: SweepRecord): Content {
  return html`<p>Run the whole sweep in the folder that holds <code>pipelines/</code> or, if the sweep file is outside of it, in the folder of that file. It trains only what the sweep folder does not have yet.</p>
${commandBlock(command, 'Command for the whole sweep')}${pairs([['Sweep', html`<span class="mono">${id}</span>`]])}
<p>To reproduce a single number, run the command of its trial. The trial matches byte for byte if the plan and the environment are the same.</p>
${table({
  id: 'table-commands',
  caption: 'Command and plan of each trial',
  columns: [{ head: 'Trial' }, { head: 'Seed', numeric: true }, { head: 'Command' }, { head: 'Plan' }],
  rows: trials.map((trial) => [
    trial.name,
    trial.seed,
    html`<code class="copy">${trial.command}</code>`,
    html`<span class="mono">${trial.id}</span>`,
  ]),
})}`;
}

/** Links to the files next to this one. */
export const companions = (): Content =>
  html`<p>Next to this file: <a href="${reportFiles.measured}">times and memory</a>, <a href="${reportFiles.json}">${reportFiles.json}</a>, <a href="${reportFiles.csv}">${reportFiles.csv}</a>.</p>`;

/** Numbers of trials without a result: failed, stopped, and open, which may still get one. */
function withoutResult(trials: readonly TrialRecord[]) {
  const [failed, stopped] = [number(trials, 'failed'), number(trials, 'stopped')];
  return { failed, stopped, open: trials.length - number(trials, 'completed') - failed - stopped };
}

/** `2 trials failed, successive halving dropped 1 trial and 3 trials have no result yet`, capitalized. */
function sentence(clauses: readonly string[]): string {
  const text = [clauses.slice(0, -1).join(', '), clauses.at(-1)].filter((clause) => clause !== '').join(' and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

const number = (trials: readonly TrialRecord[], status: TrialRecord['status']): number =>
  trials.filter((trial) => trial.status === status).length;
