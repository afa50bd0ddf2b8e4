import { testTableau } from '../testing';
import { heun } from './heun';

testTableau(heun);
