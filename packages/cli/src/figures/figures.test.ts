import { join } from 'node:path';
import { NopropError } from '@noprop/core';
import { prototypesFigure, scheduleFigure } from '@noprop/evaluation';
import { openTrainedRun } from '@noprop/runner';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { builtIns } from '../built-ins';
import { root } from '../run-cli';
import { createWorkplace, type Workplace } from '../trained-fixture';
import { gammaOf } from './gamma-of';
import { prototypesOf } from './prototypes-of';

const test = suite('figures of a run');
