import type { Network } from '../../network/network.ts'

/*
 * TeX of the letters of PRML 5.3 and 5.4 with numbers, or letters of sums, for their indices. Superscripts name the
 * layer: with a number for its index alone a hidden unit's a₁ could not be told from an output's.
 */

export type Index = number | string

/** Indices side by side, with a comma between them where one has two digits. */
function indices(...list: readonly Index[]): string {
  return list.join(list.some((one) => typeof one === 'number' && one > 9) ? ',' : '')
}

export const weight = (l: number, j: Index, i: Index): string => `w_{${indices(j, i)}}^{(${l})}`

/** z̃_i^(l): the input x_i below the first layer; of a single hidden layer no superscript is needed. */
export function unitValue({ L }: Network, l: number, i: Index): string {
  if (l === 0) return `x_{${i}}`
  return L === 2 ? `z_{${i}}` : `z_{${i}}^{(${l})}`
}

const activation = (l: number, j: Index): string => `a_{${j}}^{(${l})}`

/** h′(a_j^(l)) and h″(a_j^(l)). */
export const slope = (l: number, j: Index): string => `h'(${activation(l, j)})`
export const bend = (l: number, j: Index): string => `h''(${activation(l, j)})`

export const delta = (l: number, k: Index): string => `\\delta_{${k}}^{(${l})}`

/** s_j^(l) = Σ_k w_kj^(l+1) δ_k^(l+1). */
export const backSum = (l: number, j: Index): string => `s_{${j}}^{(${l})}`

/** M_kk′ = ∂²E_n/∂a_k∂a_k′ of the outputs. */
export const outputCurvature = (k: Index, l: Index): string => `M_{${indices(k, l)}}`

/** The Kronecker delta I_jj′. */
export const identity = (j: Index, k: Index): string => `I_{${indices(j, k)}}`

/** ∂a_u^(q)/∂a_j^(l), an element of G^(l,q). */
export const response = (q: number, u: Index, l: number, j: Index): string =>
  `\\frac{\\partial ${activation(q, u)}}{\\partial ${activation(l, j)}}`

/** Q_jk^(l) = ∂²E_n/∂a_j∂a_k, and for two layers R_kj^(l,m) = ∂δ_k^(m)/∂a_j^(l). */
export function curvature(l: number, j: Index, m: number, k: Index): string {
  return l === m ? `Q_{${indices(j, k)}}^{(${l})}` : `R_{${indices(k, j)}}^{(${l},${m})}`
}

/** The outer-product part of it, Γ = G^(m,L)ᵀ M G^(l,L). */
export function outerCurvature(l: number, j: Index, m: number, k: Index): string {
  return l === m ? `\\Gamma_{${indices(j, k)}}^{(${l})}` : `\\Gamma_{${indices(k, j)}}^{(${l},${m})}`
}

/** P_pj^(l,m−1) = ∂z_p^(m−1)/∂a_j^(l). */
export function throughUnit(l: number, m: number, p: Index, j: Index): string {
  return `P_{${indices(p, j)}}^{(${l},${m - 1})}`
}
