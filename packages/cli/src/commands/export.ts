import { join } from 'node:path';
import { exportFiles, exportRun, openTrainedRun } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

/** `noprop export RUN [--output DIR]` */
export function exportCommand(): Command {
  return new Command('export')
    .summary("write a run's weights and a card that describes them")
    .description(
      'Example: noprop export runs/quickstart-1a2b3c4d --output model\n\n' +
        "Writes model.safetensors (parameters and statistics of the latest good checkpoint, without the optimizer's state) and model.json, which says what they are and how they came about. " +
        'Equal runs give equal bytes.',
    )
    .argument('<run>', 'run folder')
    .option('--output <dir>', "folder for the two files (default: the run's export folder)")
    .option('--force', 'replace files that hold something else')
    .action(async (path: string, { output, force }: { output?: string; force?: boolean }) => {
      const run = await openTrainedRun(path, builtIns);
      for (const message of run.warnings) process.stderr.write(`warning: ${message}\n`);
      const folder = output ?? join(run.path, 'export');
      const card = exportRun(run, { folder, force: force === true });
      process.stdout.write(
        `${join(folder, exportFiles.weights)}: ${card.tensors.length} tensors, ${card.parameters.total} parameters, ${card.weights.bytes} bytes\n${join(folder, exportFiles.card)}\n`,
      );
    });
}
