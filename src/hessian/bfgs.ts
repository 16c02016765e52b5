import { zeros } from '../linalg/matrix.ts'
import { Pace } from '../linalg/pace.ts'
import type { Steps } from '../linalg/steps.ts'
import { addToDiagonal } from '../linalg/symmetric.ts'
import { addOuterProducts, backPropagate } from '../network/backward.ts'
import { propagate } from '../network/forward.ts'
import { splitPatterns } from '../network/network.ts'
import type { Network, Problem } from '../network/network.ts'
import { createWorkspace, loadPatterns } from '../network/workspace.ts'
import { gradientPatterns } from './gradientDifferences.ts'
import type { HessianMethod, Parameter, ParameterValues } from './method.ts'
import { gradientCost } from './operationCounts.ts'
import { passWork } from './passWork.ts'

const pairs = {
  name: 'pairs',
  symbol: 'm',
  default: 50,
  min: 1,
  max: 200,
  scale: 'log',
  whole: true,
} as const satisfies Parameter

/** A pair is left out where sᵀy is not more than this share of ‖s‖ ‖y‖: E does not curve upwards along s. */
const leastCurvature = 1e-8

/**
 * The matrix of BFGS, learnt from how the gradient changed along training: for the last m pairs s = w_{k+1} − w_k,
 * y = ∇E(w_{k+1}) − ∇E(w_k) of the path, from B = (yᵀy / sᵀy) I of the first,
 *
 *     B ← B − B s sᵀ B / (sᵀ B s) + y yᵀ / (sᵀ y)
 *
 * Every update makes B s = y and leaves B positive definite; pairs along which E curves downwards are left out. It
 * knows H only along the way that was come, and as a mean over each step. The gradients are those of the present E, one
 * for each point of the path. `facts`: the pairs there were and those used. O(m W) a pattern, and 4 m W² for the updates.
 */
export const bfgs = {
  id: 'bfgs',
  group: 'quasi-newton',
  section: null,
  equations: 'Nocedal & Wright 2006, (6.19)',
  formula:
    '\\mathbf{B} \\leftarrow \\mathbf{B} - \\frac{\\mathbf{B}\\mathbf{s}\\mathbf{s}^{\\mathrm T}\\mathbf{B}}{\\mathbf{s}^{\\mathrm T}\\mathbf{B}\\mathbf{s}} + \\frac{\\mathbf{y}\\mathbf{y}^{\\mathrm T}}{\\mathbf{s}^{\\mathrm T}\\mathbf{y}}',
  target: 'hessian',
  needsPath: true,
  costExponent: 1,
  operations: (network: Network, N: number, parameters: ParameterValues) => {
    const { W } = network
    const m = parameters.pairs
    return (m + 1) * N * gradientCost(network) + 1 + m * (4 * W * W + 14 * W)
  },
  error: { kind: 'model', vanishes: () => false },
  parameters: [pairs],
  refuses: ({ path }: Problem) => (path && path.length > 0 ? null : { code: 'no-path', values: {} }),
  evaluate: function* (problem: Problem, parameters: ParameterValues) {
    const { network, N, w, path = [] } = problem
    const { W } = network
    const points = [...path.slice(-parameters.pairs), w]
    const work = 3 * passWork(network)
    const pace = new Pace(points.length * N * work + (points.length - 1) * 3 * W * W)
    const gradients = createGradients(problem)
    const matrix = zeros(W, W)
    const s = new Float64Array(W)
    const y = new Float64Array(W)
    const Bs = new Float64Array(W)
    let used = 0
    let last = yield* gradients(points[0], pace)
    for (let k = 1; k < points.length; k++) {
      const gradient = yield* gradients(points[k], pace)
      for (let i = 0; i < W; i++) {
        s[i] = points[k][i] - points[k - 1][i]
        y[i] = gradient[i] - last[i]
      }
      last = gradient
      const sy = dot(s, y)
      const ss = dot(s, s)
      const yy = dot(y, y)
      if (!Number.isFinite(ss + yy)) {
        matrix.data.fill(NaN)
        break
      }
      const isUsed = sy > leastCurvature * Math.sqrt(ss * yy)
      // Until a pair can be used, the length of y beside that of s is all there is to go by.
      if (used === 0) {
        matrix.data.fill(0)
        addToDiagonal(matrix.data, W, isUsed ? yy / sy : ss > 0 ? Math.sqrt(yy / ss) : 0)
      }
      if (!isUsed) continue
      used++
      update(matrix.data, s, y, sy, Bs)
      if (pace.due(3 * W * W)) yield pace.fraction
    }
    return { matrix, facts: { pairs: points.length - 1, used } }
  },
} as const satisfies HessianMethod

/** ∇E of the problem at any weights, weight decay included. */
function createGradients(problem: Problem): (w: Float64Array, pace: Pace) => Steps<Float64Array> {
  const { network, weightDecay } = problem
  const { L, W, layers, columns, offsets } = network
  const parts = splitPatterns(problem, gradientPatterns(network))
  const workspace = createWorkspace(network, parts[0].x, parts[0].N)
  return function* (w, pace) {
    const gradient = new Float64Array(W)
    for (const part of parts) {
      if (parts.length > 1) loadPatterns(workspace, part.x, part.N)
      propagate(workspace, w)
      backPropagate(workspace, { ...part, w })
      const { z, delta, N } = workspace
      for (let l = 1; l <= L; l++)
        addOuterProducts(delta[l], layers[l], z[l - 1], columns[l], N, gradient, offsets[l], true)
      if (pace.due(3 * part.N * passWork(network))) yield pace.fraction
    }
    for (let i = 0; i < W; i++) gradient[i] += weightDecay * w[i]
    return gradient
  }
}

/** B ← B − B s sᵀ B / (sᵀ B s) + y yᵀ / (sᵀ y), the same to the bit on both sides of the diagonal. */
function update(B: Float64Array, s: Float64Array, y: Float64Array, sy: number, Bs: Float64Array): void {
  const W = s.length
  for (let i = 0; i < W; i++) {
    let sum = 0
    for (let j = 0, at = i * W; j < W; j++, at++) sum += B[at] * s[j]
    Bs[i] = sum
  }
  const sBs = dot(s, Bs)
  for (let i = 0; i < W; i++) {
    const gained = y[i] / sy
    const lost = Bs[i] / sBs
    for (let j = i; j < W; j++) {
      const value = B[i * W + j] + gained * y[j] - lost * Bs[j]
      B[i * W + j] = value
      B[j * W + i] = value
    }
  }
}

function dot(u: Float64Array, v: Float64Array): number {
  let sum = 0
  for (let i = 0; i < u.length; i++) sum += u[i] * v[i]
  return sum
}
