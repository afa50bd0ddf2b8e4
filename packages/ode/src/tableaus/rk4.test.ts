import { testTableau } from '../testing';
import { rk4 } from './rk4';

testTableau(rk4);
