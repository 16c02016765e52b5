import type { Network } from '../network/network.ts'

/*
 * Operations a pattern, spec §12: one addition, subtraction, multiplication or division counts 1, a multiply–add 2;
 * evaluations of h, h′, h″ and exp are not counted. B = Σ_{l≥2} J_l J_{l−1}, U = Σ_{l<L} J_l, Z = Σ_l n_l.
 */

/** B: weights that are not biases beyond the first layer; also what their squares take. */
export function inner({ layers, L }: Network): number {
  let B = 0
  for (let l = 2; l <= L; l++) B += layers[l] * layers[l - 1]
  return B
}

/** U: hidden units. */
export function hidden({ layers, L }: Network): number {
  let U = 0
  for (let l = 1; l < L; l++) U += layers[l]
  return U
}

/** Forward propagation: 2 W. */
export const forwardCost = ({ W }: Network): number => 2 * W

/** Gradient by back-propagation: 4 W + 2 B + U + K. */
export const gradientCost = (network: Network): number =>
  4 * network.W + 2 * inner(network) + hidden(network) + network.K

/** Becker–LeCun diagonal, without the B squares of weights taken once: 4 W + 4 B + 5 U + Z + K. */
export function diagonalCost(network: Network): number {
  const { W, K, columns } = network
  const Z = columns.reduce((sum, n) => sum + n, 0)
  return 4 * W + 4 * inner(network) + 5 * hidden(network) + Z + K
}

/** Jacobian of the output activations: 2 W + K (2 B + U + W). */
const jacobianCost = (network: Network): number =>
  2 * network.W + network.K * (2 * inner(network) + hidden(network) + network.W)

/** Outer product, upper triangle: Jacobian + c_M K W + K W (W + 1). */
export const outerProductCost = (network: Network): number =>
  jacobianCost(network) +
  network.error.curvatureCost * network.K * network.W +
  network.K * network.W * (network.W + 1)

/** Sequential inverse: Jacobian + c_M K W + K (3 W² + 4 W + 2). */
export const sequentialInverseCost = (network: Network): number =>
  jacobianCost(network) +
  network.error.curvatureCost * network.K * network.W +
  network.K * (3 * network.W * network.W + 4 * network.W + 2)

/** H v: 6 W + 10 B + 6 U + K + c_R. */
export const productCost = (network: Network): number =>
  6 * network.W + 10 * inner(network) + 6 * hidden(network) + network.K + network.error.productCost(network.K)

/** Both passes, Q of every layer, and z̃ z̃ᵀ: what all same-layer blocks of the exact Hessian are made of. */
export function curvatureCost(network: Network): number {
  const { W, K, L, layers: J, columns } = network
  let cost = 2 * W + K + 2 * inner(network) + hidden(network)
  for (let l = 1; l <= L; l++) cost += columns[l] * columns[l]
  for (let l = 1; l < L; l++) {
    const next = J[l + 1]
    cost += 2 * next * next * J[l] + 2 * next * J[l] * J[l] + 2 * J[l] * J[l] + 2 * J[l]
  }
  return cost
}

/** Exact Hessian in block form, upper triangle (spec §12). */
export function exactCost(network: Network): number {
  const { W, L, layers: J, bias } = network
  const b = bias ? 1 : 0
  let cost = curvatureCost(network) + W * W + W
  for (let l = 1; l < L; l++) {
    for (let m = l + 1; m <= L; m++) {
      cost += m === l + 1 ? J[m] * J[l] : J[m - 1] * J[l] + 2 * J[m] * J[m - 1] * J[l]
      cost += 2 * J[m] * J[m] * J[l] + J[l] * J[m] * (3 * J[m - 1] + b)
    }
  }
  return cost
}
