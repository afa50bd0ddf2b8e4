import { testObjective } from '@noprop/objectives/testing';
import { forwardForwardUnsupervised } from './forward-forward-unsupervised';

testObjective(forwardForwardUnsupervised, { options: { hidden: [12, 12, 12], blurs: 1 } });
