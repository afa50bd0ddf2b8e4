import { testObjective } from '@noprop/objectives/testing';
import { forwardForwardLabel } from './forward-forward-label';

testObjective(forwardForwardLabel, { options: { hidden: [12, 12, 12] } });
testObjective(forwardForwardLabel, { options: { hidden: [12, 12], prediction: 'softmax', peerNormalization: 0 } });
