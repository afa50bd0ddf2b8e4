import { convContinuous, oneHot } from '@noprop/blocks';
import { type BlockFamily, buildComponent, createScope, type DenoisingBlock, type Method } from '@noprop/core';
import {
  compile,
  createRandomKey,
  engineMemory,
  hostKey,
  initialTensor,
  keyTensor,
  readTensor,
  startEngine,
  type Tensor,
  tf,
} from '@noprop/engine';
import { noPropCt, noPropFm } from '@noprop/objectives';
import { learned } from '@noprop/schedules';
import { randomDataset } from './workload';

/**
 * Times predictions of one batch in its own process: `inference-child.ts METHOD FEATURES STEPS RUNS`. With FEATURES
 * `once`, image features are computed once, as the methods do; with `each-step`, in every step. Prints the
 * milliseconds of each prediction and the memory after it, as tensors and resident megabytes.
 */
async function main(): Promise<void> {
  const [name, features, steps, runs] = process.argv.slice(2) as [string, string, string, string];
  await startEngine({ device: 'cpu' });
  const method = methodOf(name, features === 'once' ? buildComponent(convContinuous) : uncached(), Number(steps));
  const groups = method.groups.map((group) => {
    const parameters = Object.entries(group.parameters).map(
      ([path, spec]) => [path, initialTensor(spec, hostKey(1, `init/${group.name}/${path}`))] as const,
    );
    return [group.name, Object.fromEntries(parameters)] as const;
  });
  const predict = compile(
    ({
      images,
      key,
      count,
      state,
    }: {
      images: Tensor;
      key: Tensor;
      count: Tensor;
      state: Record<string, Record<string, Tensor>>;
    }) => {
      const random = createRandomKey(key, count);
      const scopes = Object.entries(state).map(([group, parameters]) => {
        const source = { group, parameters, statistics: {}, random: random.fold(group), training: false };
        return [group, createScope(source).scope] as const;
      });
      return method.predictor.predict({ scopes: Object.fromEntries(scopes), images, random, diagnostics: false })
        .scores;
    },
    { name: 'predict' },
  );
  const input = {
    images: tf.mul(hostKey(1, 'images').uniform([IMAGES, 28, 28, 1]), 1),
    key: keyTensor(1, 'bench'),
    count: tf.scalar(0, 'int32'),
    state: Object.fromEntries(groups),
  };
  const once = (): number => {
    const start = performance.now();
    const scores = predict(input);
    readTensor(scores);
    scores.dispose();
    return performance.now() - start;
  };
  const first = once();
  const measured = Array.from({ length: Number(runs) }, () => {
    const milliseconds = once();
    return { milliseconds, tensors: engineMemory().tensors, megabytes: process.memoryUsage.rss() / 2 ** 20 };
  });
  process.stdout.write(`${JSON.stringify({ images: IMAGES, first, measured })}\n`);
}

const IMAGES = 500;

function methodOf(name: string, blocks: BlockFamily, steps: number): Method {
  const dataset = randomDataset('mnist', IMAGES);
  const embedding = buildComponent(oneHot, {}, { dataset });
  const schedule = buildComponent(learned);
  if (name === 'noprop-fm') return buildComponent(noPropFm, { steps }, { dataset, embedding, blocks });
  return buildComponent(noPropCt, { steps }, { dataset, embedding, blocks, schedule });
}

/** The same network without cached features: it passes the image on and computes the features in each step. */
function uncached(): BlockFamily {
  const family = buildComponent(convContinuous);
  return {
    ...family,
    create: (dimensions) => {
      const block: DenoisingBlock = family.create(dimensions);
      return {
        ...block,
        features: (_scope, images) => images,
        logits: (scope, images, z, t) => block.logits(scope, block.features(scope, images), z, t),
      };
    },
  };
}

void main();
