import { testBlocks } from '../testing';
import { convDiscrete } from './conv-discrete';

const tiny = { channels: [2, 3, 4], hidden: 6, fusion: 5 };
testBlocks(convDiscrete, tiny);
testBlocks(convDiscrete, { ...tiny, dropout: 0 });
