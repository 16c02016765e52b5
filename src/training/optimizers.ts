import { adam } from './adam.ts'
import { gradientDescent } from './gradientDescent.ts'
import { lbfgs } from './lbfgs.ts'
import { momentum } from './momentum.ts'
import type { Optimizer } from './optimizer.ts'

/** Every optimiser, in the order of the menu. */
export const optimizers = [gradientDescent, momentum, adam, lbfgs] as const

export type OptimizerName = (typeof optimizers)[number]['name']

/** The names, in the order of the menu. */
export const optimizerNames: readonly OptimizerName[] = optimizers.map((optimizer) => optimizer.name)

/** The optimiser of this name. */
export function optimizerNamed(name: OptimizerName): Optimizer {
  const found = optimizers.find((optimizer) => optimizer.name === name)
  if (!found) throw new RangeError(`no optimiser is called ${name}`)
  return found
}
