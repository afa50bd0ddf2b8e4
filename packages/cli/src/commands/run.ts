import { startEngine } from '@noprop/engine';
import { createPlan, describePlan, renderPlan, runPlan } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';
import { withReporter } from '../progress/reporter';
import { readPipeline } from '../read-pipeline';
import { withRunReport } from '../report/with-run-report';

interface RunFlags {
  readonly runs: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** `noprop run FILE [key=value +new=value ~gone]` */
export function runCommand(): Command {
  return new Command('run')
    .summary('train and evaluate a pipeline')
    .description(
      'Example: noprop run pipelines/quickstart.yaml training.epochs=2\n\n' +
        'Train and evaluate a pipeline. A new folder, runs/<name>-<id>, keeps its settings, metrics, checkpoints, result and report.',
    )
    .argument('<file>', 'pipeline file, or - to read it from standard input')
    .argument('[overrides...]', 'change settings: key=value replaces, +key=value adds, ~key removes')
    .option('--runs <dir>', 'folder in which to create the run folder', 'runs')
    .option('--dry-run', 'print the plan (parameters, shapes, steps, memory) and exit')
    .option('--json', 'print events to stdout as JSON Lines, then the result')
    .option('--quiet', 'print only warnings and the result')
    .action(async (file: string, overrides: string[], flags: RunFlags) => {
      const plan = await createPlan({ text: readPipeline(file), file, overrides, builtIns });
      if (flags.dryRun) {
        const engine = await startEngine(plan.data.engine);
        const description = describePlan(plan);
        const data = { ...description, plan: { ...plan.data, resolved: engine } };
        process.stdout.write(flags.json ? `${JSON.stringify(data)}\n` : renderPlan(description, engine));
        return;
      }
      await withReporter(flags, async (options) =>
        withRunReport(await runPlan(plan, { ...options, runs: flags.runs }), options.onEvent),
      );
    });
}
