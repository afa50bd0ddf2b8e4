import type { FromSchema, JSONSchema } from 'json-schema-to-ts';
import type { BlockFamily } from './block';
import type { Dataset } from './dataset';
import type { Embedding } from './embedding';
import type { Evaluation } from './evaluation';
import type { Method } from './method';
import type { Optimizer } from './optimizer';
import type { Schedule } from './schedule';
import type { Sink } from './sink';

/** What each slot of a pipeline holds after its component has been built. */
export interface SlotTypes {
  dataset: Dataset;
  embedding: Embedding;
  schedule: Schedule;
  blocks: BlockFamily;
  objective: Method;
  optimizer: Optimizer;
  evaluation: Evaluation;
  sink: Sink;
}

/** A component's kind is the slot it fills; a sink is an item of the slot `sinks`. */
export type Kind = keyof SlotTypes;

/** Kinds in the order in which a pipeline is built. A component may need any kind before its own. */
export const kinds = [
  'dataset',
  'embedding',
  'schedule',
  'blocks',
  'optimizer',
  'objective',
  'evaluation',
  'sink',
] as const satisfies readonly Kind[];

/** Built components, passed to a component that declares them in `needs`. */
export type Parts = { readonly [K in Kind]: SlotTypes[K] };

export type Schema = Exclude<JSONSchema, boolean>;

/**
 * A replaceable part: an options schema (draft-07, the single source of types, defaults, help and completion) and a
 * function that builds the part from validated options and components built before.
 */
export interface Component<K extends Kind = Kind> {
  readonly kind: K;
  /** `<vendor>/<component>`. */
  readonly name: string;
  /** One sentence for `noprop list`. */
  readonly summary: string;
  readonly needs: readonly Kind[];
  readonly schema: Schema;
  build(options: never, parts: Parts): SlotTypes[K];
}

export interface ComponentDefinition<K extends Kind, Options, Needs extends Kind> {
  readonly name: string;
  readonly summary: string;
  readonly needs: readonly Needs[];
  readonly schema: Schema;
  build(options: Options, parts: Pick<Parts, Needs>): SlotTypes[K];
}

export type { FromSchema };

const definer =
  <K extends Kind>(kind: K) =>
  <Options, Needs extends Kind = never>(definition: ComponentDefinition<K, Options, Needs>): Component<K> =>
    Object.freeze({ kind, ...definition }) as unknown as Component<K>;

export const defineDataset = definer('dataset');
export const defineEmbedding = definer('embedding');
export const defineSchedule = definer('schedule');
export const defineBlocks = definer('blocks');
export const defineObjective = definer('objective');
export const defineOptimizer = definer('optimizer');
export const defineEvaluation = definer('evaluation');
export const defineSink = definer('sink');
