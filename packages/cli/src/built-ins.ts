import { plugin as baselines } from '@noprop/baselines';
import { plugin as blocks } from '@noprop/blocks';
import type { Plugin } from '@noprop/core';
import { plugin as data } from '@noprop/data';
import { plugin as evaluation } from '@noprop/evaluation';
import { plugin as objectives } from '@noprop/objectives';
import { plugin as optim } from '@noprop/optim';
import { plugin as schedules } from '@noprop/schedules';
import { plugin as sinks } from '@noprop/sinks';

/** The plugins that come with NoProp. Nothing else in the project lists them. */
export const builtIns: readonly Plugin[] = [data, blocks, schedules, optim, objectives, baselines, evaluation, sinks];
