export { mlflow } from './mlflow/mlflow';
export { plugin } from './plugin';
export { type Scalar, scalarsOf } from './shared/scalars';
export { tensorboard } from './tensorboard/tensorboard';
