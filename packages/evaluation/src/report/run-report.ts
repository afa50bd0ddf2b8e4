import type { RunRecord } from '../record/record';
import { figures } from './figure/figure';
import { count, percentSign, plural, withSpread } from './format';
import { commandBlock } from './html/command';
import { type Content, html } from './html/html';
import { facts, pairs } from './html/pairs';
import { page } from './page/page';
import type { RunReportData } from './parts';
import { blockTable } from './sections/blocks';
import { confusionTable } from './sections/confusion';
import { environmentList } from './sections/environment';
import { planTables } from './sections/plan';
import { progressTable } from './sections/progress';
import { readingNotes } from './sections/reading';
import { budgetList, resultsTable } from './sections/results';
import { termTable } from './sections/terms';
import { splitsOf } from './sections/trials';
import { warningList } from './sections/warnings';
import { companions } from './sweep-report';

/** The page of a run, without times and memory, so that equal results give equal bytes. */
export function renderRunReport({ run, command, rows, figures: pictures }: RunReportData): string {
  const splits = splitsOf([{ run }]);
  return page({
    kind: 'Run report',
    title: run.plan.name,
    summary: html`${headline(run, splits, rows)}${notice(run)}`,
    sections: [
      { id: 'results', title: 'Results', body: html`${resultsTable(rows)}${figures(pictures)}` },
      { id: 'budget', title: 'Differences from the paper', body: budgetList(rows) },
      { id: 'warnings', title: 'Warnings', body: warningList([run]) },
      { id: 'way', title: 'Accuracy by epoch and block', body: accuracyTables(run, splits) },
      { id: 'loss', title: 'Loss', body: termTable('table-terms', [{ label: `seed ${run.plan.seed}`, run }]) },
      { id: 'confusion', title: 'Confusion between classes', body: confusions(run, splits) },
      { id: 'plan', title: 'What ran', body: planTables(run.planId, run.plan) },
      { id: 'environment', title: 'Environment', body: environmentList([run]) },
      { id: 'reproduce', title: 'How to reproduce', body: reproduction(run, command) },
      { id: 'reading', title: 'How to read this', body: readingNotes() },
    ],
    footer: companions(),
  });
}

function headline(run: RunRecord, splits: readonly string[], rows: RunReportData['rows']): Content {
  const { epochs } = run.plan.training;
  return facts([
    [
      'Status',
      run.status === 'completed' ? run.status : html`<span class="bad">${run.status}</span>`,
      `seed ${run.plan.seed}`,
    ],
    ...splits.map((split) => {
      const paper = rows.find((row) => row.split === split)?.paper;
      const found = run.evaluation[split];
      const images = `${count(found?.images ?? 0)} images, ${plural(found?.runs.length ?? 0, 'inference run')}`;
      return [
        `${split.charAt(0).toUpperCase()}${split.slice(1)} accuracy`,
        percentSign(found?.accuracy),
        paper === undefined ? images : `paper ${withSpread(paper.value, paper.spread)}; ${images}`,
      ] as const;
    }),
    ['Steps', count(run.steps), plural(epochs, 'epoch')],
  ]);
}

function notice({ status, reason }: RunRecord): Content {
  if (status === 'completed') return undefined;
  const failed = status === 'failed';
  const text = reason ?? (failed ? 'No reason was recorded.' : 'Resume it with npx noprop resume.');
  return html`<div class="notice${failed && ' bad'}"><p><strong>The run ${failed ? 'failed' : 'is not complete'}.</strong> <span class="reason">${text}</span></p></div>
`;
}

function accuracyTables({ evaluation, progress }: RunRecord, splits: readonly string[]): Content {
  return html`${progressTable('table-progress', progress)}${splits.map((split) => {
    const found = evaluation[split];
    return found && blockTable(`table-way-${split}`, `${split} split`, [found]);
  })}`;
}

const confusions = ({ evaluation, classNames }: RunRecord, splits: readonly string[]): Content =>
  splits.map((split) => {
    const matrix = evaluation[split]?.confusion;
    return matrix && confusionTable(`table-confusion-${split}`, `${split} split`, [matrix], classNames);
  });

function reproduction({ planId }: RunRecord, command: string | undefined): Content {
  return html`${
    command !== undefined &&
    html`<p>To reproduce every number on this page, run this command in the folder of the page. If that is outside the repository, add <code>--prefix</code> and the path of the repository to <code>npx</code>. The new run is written next to this folder, and matches it byte for byte if the plan and the environment are the same.</p>
${commandBlock(command, 'Command that reproduces this run')}`
  }${pairs([['Plan', html`<span class="mono">${planId}</span>`]])}`;
}
