import { join } from 'node:path';
import { exportFiles, exportRun, openTrainedRun } from '@noprop/runner';
import { Command } from 'commander';
import { builtIns } from '../built-ins';

/** `noprop export RUN [--output DIR]` */
export function exportCommand(): Command {
  return new Command('export')
    .summary('export the weights of a run with a model card')
    .description(
      'Example: noprop export runs/quickstart-1a2b3c4d --output model\n\n' +
        'Write model.safetensors (parameters and statistics of the latest intact checkpoint, without optimizer state) ' +
        'and model.json, a model card that describes the weights and how they were trained. ' +
        'Equal runs give equal bytes.',
    )
    .argument('<run>', 'run folder')
    .option('--output <dir>', 'folder for the two files (default: export/ in the run folder)')
    .option('--force', 'overwrite existing files with different contents')
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
