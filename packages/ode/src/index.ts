export type { DenseOutput } from './adaptive/dense-output';
export { type AdaptiveOptions, type AdaptiveSolution, integrateAdaptive } from './adaptive/integrate-adaptive';
export {
  type AdjointGradient,
  type AdjointOptions,
  type AdjointPullback,
  type AdjointSolution,
  adjointGradients,
  solveAdjoint,
} from './adjoint/solve-adjoint';
export { vjp } from './adjoint/vjp';
export type { NoParameters, State, VectorField, WithParameters } from './field';
export { type FixedOptions, type FixedSolution, integrateFixed } from './fixed/integrate-fixed';
export { type GridOptions, integrateGrid } from './fixed/integrate-grid';
export { createTableau, type Tableau, type TableauDefinition } from './tableau/tableau';
export { dopri5 } from './tableaus/dopri5';
export { euler } from './tableaus/euler';
export { heun } from './tableaus/heun';
export { midpoint } from './tableaus/midpoint';
export { rk4 } from './tableaus/rk4';
export { type TableauName, tableaus } from './tableaus/tableaus';
export { threeEighths } from './tableaus/three-eighths';
