import { testTableau } from '../testing';
import { threeEighths } from './three-eighths';

testTableau(threeEighths);
