import { exitCodes, NopropError, Registry } from '@noprop/core';
import { engineMemory, engineSettings, startEngine, tf } from '@noprop/engine';
import { describeEnvironment } from '@noprop/store';
import { Command, Option } from 'commander';
import { builtIns } from '../built-ins';

const backends = ['auto', 'tensorflow', 'wasm', 'cpu'] as const;

/** `noprop doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('check the engine, devices and datasets')
    .description(
      'Example: noprop doctor\n\n' +
        'Show the machine, the engine that runs would use and why, which datasets are available, and run a short self-test.',
    )
    .addOption(new Option('--backend <name>', 'backend to try').choices(backends).default('auto'))
    .action(async ({ backend }: { backend: (typeof backends)[number] }) => {
      const environment = describeEnvironment();
      line('noprop', environment.noprop);
      line('node', `${environment.node} on ${environment.platform} ${environment.arch}`);
      line(
        'machine',
        `${environment.cpu}, ${environment.cores} cores, ${(environment.memory / 2 ** 30).toFixed(1)} GiB`,
      );
      const engine = await startEngine({ backend });
      line('engine', `${engine.backend} ${engine.version} (${engine.reason})`);
      line('device', engineSettings(engine));
      const fault = selfTest();
      line('self-test', fault ?? 'passed');
      if (fault !== undefined) process.exitCode = exitCodes.backendMissing;
      line('memory in use', `${(engineMemory().residentBytes / 1e6).toFixed(0)} MB`);
      line('NOPROP_DATA', process.env.NOPROP_DATA || 'not set; datasets come from the cache or are downloaded');
      for (const { component } of new Registry(builtIns).list('dataset'))
        line(component.name, await whereIs(component.name));
    });
}

function line(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(22)} ${value}\n`);
}

/** Checks the gradient of a tiny convolution with pooling against its known value; undefined if they agree. */
function selfTest(): string | undefined {
  const gradient = tf.tidy(() => {
    const image = tf.reshape(tf.range(0, 16), [1, 4, 4, 1]) as never;
    const loss = (kernel: unknown) => tf.sum(tf.maxPool(tf.conv2d(image, kernel as never, 1, 'same'), 2, 2, 'valid'));
    return tf
      .grad(loss as never)(tf.ones([1, 1, 1, 1]))
      .dataSync()[0];
  });
  return gradient === 40 ? undefined : `FAILED: expected gradient 40, got ${gradient}`;
}

async function whereIs(name: string): Promise<string> {
  const registry = new Registry(builtIns);
  const component = registry.find('dataset', name);
  if ('code' in component) return component.message;
  const options = registry.options(component, {});
  if ('issues' in options) return 'needs options';
  try {
    const dataset = component.build(options.value as never, {} as never) as {
      locate(): Promise<{ origin: string; location: string }>;
    };
    const { origin, location } = await dataset.locate();
    return `${origin}: ${location}`;
  } catch (error) {
    if (error instanceof NopropError) return error.issues[0]?.message ?? 'missing';
    throw error;
  }
}
