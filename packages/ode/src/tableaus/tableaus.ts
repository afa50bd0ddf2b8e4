import { dopri5 } from './dopri5';
import { euler } from './euler';
import { heun } from './heun';
import { midpoint } from './midpoint';
import { rk4 } from './rk4';
import { threeEighths } from './three-eighths';

/** The methods by name, e.g. for the schema of an objective with a choice of solver. */
export const tableaus = Object.freeze({ euler, midpoint, heun, rk4, 'three-eighths': threeEighths, dopri5 });

export type TableauName = keyof typeof tableaus;
