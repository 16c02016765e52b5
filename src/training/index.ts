export { initialWeights } from './initialWeights.ts'
export type { Optimizer, OptimizerSettings } from './optimizer.ts'
export { optimizerNamed, optimizerNames, optimizers } from './optimizers.ts'
export type { OptimizerName } from './optimizers.ts'
export type { Stop, StopCode } from './stopping.ts'
export { train } from './train.ts'
export type {
  Divergence,
  Milestone,
  OptimizerState,
  Snapshot,
  TrainingOptions,
  TrainingRun,
  TrainingSettings,
} from './train.ts'
export {
  bytesOf,
  extended,
  firstStep,
  givenAt,
  lastStep,
  routeTo,
  snapshotSpacing,
  startedAt,
} from './timeline.ts'
export type { Conditions, Kept, Leg, Route, Timeline } from './timeline.ts'
