import type { Matrix } from '../linalg/matrix.ts'
import { frobenius } from '../linalg/norms.ts'
import { finish } from '../linalg/steps.ts'
import type { Problem } from '../network/network.ts'
import { subtract } from './errorMeasures.ts'
import { defaultParameters, methodNamed } from './index.ts'
import type { MethodId } from './index.ts'

/** The method's matrix, parameters left out being at their defaults; for tests. */
export function evaluate(
  id: MethodId,
  problem: Problem,
  parameters: Readonly<Record<string, number>> = {},
): Matrix {
  const method = methodNamed(id)
  return finish(method.evaluate(problem, { ...defaultParameters(method), ...parameters })).matrix
}

/** ‖A − B‖_F / ‖B‖_F. */
export function relative(A: Matrix, B: Matrix): number {
  return frobenius(subtract(A, B).data) / frobenius(B.data)
}

export function diagonalOf({ rows, data }: Matrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => data[i * (rows + 1)])
}

/** Slope of ln(error) against ln(ε), least squares. */
export function slope(points: readonly (readonly [number, number])[]): number {
  const x = points.map(([epsilon]) => Math.log(epsilon))
  const y = points.map(([, error]) => Math.log(error))
  const meanX = x.reduce((sum, value) => sum + value, 0) / x.length
  const meanY = y.reduce((sum, value) => sum + value, 0) / y.length
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0)
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0)
}
