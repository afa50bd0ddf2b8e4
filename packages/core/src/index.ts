export type { BlockFamily, DenoisingBlock, Dimensions } from './contracts/block';
export {
  type Component,
  type ComponentDefinition,
  defineBlocks,
  defineDataset,
  defineEmbedding,
  defineEvaluation,
  defineObjective,
  defineOptimizer,
  defineSchedule,
  defineSink,
  type FromSchema,
  type Kind,
  kinds,
  type Parts,
  type Schema,
  type SlotTypes,
} from './contracts/component';
export type { Dataset, DatasetSource, DatasetSplit, ImageShape, Normalization, Split } from './contracts/dataset';
export type { Embedding } from './contracts/embedding';
export type { Evaluation, EvaluationContext, EvaluationResult, Predicted } from './contracts/evaluation';
export type {
  Batch,
  Gradients,
  Loss,
  Method,
  Pass,
  PredictInputs,
  Prediction,
  Predictor,
  Program,
  ProgramInputs,
  TrajectoryState,
  Update,
} from './contracts/method';
export { type Optimizer, optimizerOf, type Slots } from './contracts/optimizer';
export {
  countParameters,
  type Initializer,
  type ParameterGroup,
  type ParameterSpec,
  type ParameterSpecs,
  type Tensors,
  type TrainingData,
} from './contracts/parameters';
export { definePlugin, type Plugin } from './contracts/plugin';
export type { RandomKey } from './contracts/random';
export type { ContinuousSchedule, DiscreteSchedule, Schedule, ScheduleValues, Transition } from './contracts/schedule';
export { createScope, type Scope, type ScopeSource } from './contracts/scope';
export type { OpenSink, Sink, SinkRecord, SinkRun, SinkStep, SinkValues } from './contracts/sink';
export { exitCodes, NopropError } from './issues/error';
export type { Issue, Range } from './issues/issue';
export { didYouMean, renderIssue, renderIssues, sortIssues } from './issues/render';
export { philox4x32, philoxInto, type Words4 } from './random/philox';
export { permutation, RandomStream, streamId, streamKey } from './random/stream';
export { buildComponent } from './registry/build';
export { createAjv, validateBySchema } from './registry/options';
export { type Registered, Registry } from './registry/registry';
export { pointerToPath, schemaIssues } from './registry/schema-issues';
export { requireBlocks, requireContinuous, requireDiscrete } from './requirements';
export { checkShapes } from './shape';
