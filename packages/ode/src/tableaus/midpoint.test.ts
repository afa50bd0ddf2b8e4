import { testTableau } from '../testing';
import { midpoint } from './midpoint';

testTableau(midpoint);
