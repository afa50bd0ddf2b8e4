import { testEmbedding } from '../testing';
import { oneHot } from './one-hot';

testEmbedding(oneHot);
