import { circles } from './circles.ts'
import type { Dataset } from './dataset.ts'
import { gaussianBump } from './gaussianBump.ts'
import { line } from './line.ts'
import { plane } from './plane.ts'
import { sinusoid } from './sinusoid.ts'
import { spirals } from './spirals.ts'
import { threeGaussians } from './threeGaussians.ts'
import { twoGaussians } from './twoGaussians.ts'
import { xor } from './xor.ts'

/** Every data set, in the order of the menu. */
export const datasets = [
  sinusoid,
  line,
  plane,
  gaussianBump,
  xor,
  twoGaussians,
  circles,
  spirals,
  threeGaussians,
] as const

export type DatasetName = (typeof datasets)[number]['name']

/** The names, in the order of the menu. */
export const datasetNames: readonly DatasetName[] = datasets.map((dataset) => dataset.name)

/** The data set of this name. */
export function datasetNamed(name: DatasetName): Dataset {
  const found = datasets.find((dataset) => dataset.name === name)
  if (!found) throw new RangeError(`no data set is called ${name}`)
  return found
}

export type { ClassDataset, ClassSample, Dataset, RegressionDataset, RegressionSample } from './dataset.ts'
export { fits, misfitOf, outputsFor, patternsOf, targetsFor } from './targets.ts'
export type { Misfit, Patterns, TargetShape } from './targets.ts'
export { functionKinds, functionPatterns, functionShapes, readFunction } from './functionData.ts'
export type { FunctionKind, FunctionPatterns, FunctionSource, ReadFunction } from './functionData.ts'
