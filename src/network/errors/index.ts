import type { ErrorFunction } from './errorFunction.ts'
import { logisticCrossEntropy } from './logisticCrossEntropy.ts'
import { softmaxCrossEntropy } from './softmaxCrossEntropy.ts'
import { sumOfSquares } from './sumOfSquares.ts'

/** Every output with the error function canonical for it, in the order it is offered. */
export const errorFunctions = [sumOfSquares, logisticCrossEntropy, softmaxCrossEntropy] as const

export type OutputName = (typeof errorFunctions)[number]['output']

const byOutput: ReadonlyMap<string, ErrorFunction> = new Map(errorFunctions.map((one) => [one.output, one]))

/** The error function that goes with this output. */
export function errorFunctionNamed(output: OutputName): ErrorFunction {
  const found = byOutput.get(output)
  if (!found) throw new RangeError(`no output is named ${output}`)
  return found
}
