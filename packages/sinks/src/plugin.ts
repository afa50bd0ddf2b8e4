import { definePlugin } from '@noprop/core';
import { mlflow } from './mlflow/mlflow';
import { tensorboard } from './tensorboard/tensorboard';

export const plugin = definePlugin({ name: '@noprop/sinks', components: [mlflow, tensorboard] });

export default plugin;
