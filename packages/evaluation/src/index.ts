export { accuracy } from './accuracy/accuracy';
export { type Bar, barsFigure } from './figures/bars/bars-figure';
export { headsFigure, initialisationsFigure } from './figures/bars/paper-bars';
export { type ChainState, chainFigure } from './figures/chain/chain-figure';
export { confusionFigure } from './figures/confusion/confusion-figure';
export { dotsFigure } from './figures/dots/dots-figure';
export type { Figure, PngOptions, Theme } from './figures/figure';
export { type HeatMapAxes, heatMapFigure } from './figures/heat-map/heat-map-figure';
export { overTimeFigure, type PaperEnd } from './figures/over-time/over-time-figure';
export { type Prototypes, prototypesFigure } from './figures/prototypes/prototypes-figure';
export { type ScheduleCurve, scheduleFigure } from './figures/schedule/schedule-figure';
export type { FigureGroup } from './figures/shared/groups';
export { type ClassProbabilities, type DenoisedImage, trajectoryFigure } from './figures/trajectory/trajectory-figure';
export { plugin } from './plugin';
export type {
  ComponentRecord,
  EnvironmentRecord,
  Expectation,
  MeasuredRecord,
  PlanRecord,
  ProgressRecord,
  RunRecord,
  SplitRecord,
  SweepRecord,
  TrialRecord,
} from './record/record';
