import type { Network, Problem } from '../network/network.ts'
import { sumBlocks } from './blockSums.ts'
import { sameLayer, sameLayerSizes } from './exactBlocks.ts'
import type { HessianMethod } from './method.ts'
import { curvatureCost } from './operationCounts.ts'

/** Q^(l) needs the derivatives of the layer above alone. */
const reach = 1

/**
 * The exact Hessian's blocks of one layer (spec §11), Σ_n Q_n^(l) ⊗ z̃_n z̃_nᵀ with the exact recursion of spec §3. Dropped
 * is what weights of two layers have to do with each other: E is curved along a change of both together. O(W²/L) a
 * pattern.
 */
export const blockDiagonal = {
  id: 'block-diagonal',
  group: 'structured',
  section: null,
  equations: 'Martens 2010',
  formula:
    '\\textstyle\\sum_n \\mathbf{Q}_n^{(l)} \\otimes \\tilde{\\mathbf{z}}_n \\tilde{\\mathbf{z}}_n^{\\mathrm T}',
  target: 'hessian',
  costExponent: 2,
  operations: (network: Network, N: number) => {
    const { L, layers, columns } = network
    let cost = curvatureCost(network)
    for (let l = 1; l <= L; l++) cost += layers[l] * columns[l] * (layers[l] * columns[l] + 1)
    return N * cost
  },
  error: { kind: 'model', vanishes: ({ L }: Network) => L === 1 },
  parameters: [],
  refuses: () => null,
  evaluate: (problem: Problem) => {
    const { layers, columns } = problem.network
    return sumBlocks(problem, {
      createBlocks: (passes, curvature, allocate) =>
        layers.slice(1).map((_, l) => sameLayer(passes, curvature, l + 1, allocate)),
      ...sameLayerSizes(layers, columns),
      reach,
    })
  },
} as const satisfies HessianMethod
