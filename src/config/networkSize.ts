import { limits } from './limits.ts'

/** W = Σ J_l (J_{l−1} + b) for these layer sizes, without building anything. */
export function weightsOf(layers: readonly number[], bias: boolean): number {
  let W = 0
  for (let l = 1; l < layers.length; l++) W += layers[l] * (layers[l - 1] + (bias ? 1 : 0))
  return W
}

/** These layers with every hidden one cut to at most `width` units. */
export function narrowed(layers: readonly number[], width: number): readonly number[] {
  return layers.map((size, l) => (l === 0 || l === layers.length - 1 ? size : Math.min(size, width)))
}

/**
 * The largest width to which the hidden layers can be cut (`narrowed`) so that W ≤ `limit`; the width of the
 * widest one where nothing has to be cut, 0 where not even one unit a layer fits or there is no hidden layer.
 */
export function widthThatFits(
  layers: readonly number[],
  bias: boolean,
  limit: number = limits.weights.max,
): number {
  let fits = 0
  // A unit needs two weights at least, so no width beyond the limit can fit.
  let tooWide = Math.min(limit, Math.max(0, ...layers.slice(1, -1))) + 1
  while (tooWide - fits > 1) {
    const middle = Math.floor((fits + tooWide) / 2)
    if (weightsOf(narrowed(layers, middle), bias) <= limit) fits = middle
    else tooWide = middle
  }
  return fits
}

/**
 * Layers with D inputs and K outputs whose W does not exceed `limit`: the hidden layers as they are where they
 * fit, cut to the widest that fits where they do not; a net without hidden layers that is too large gets one.
 */
export function fittingLayers(
  layers: readonly number[],
  D: number,
  K: number,
  bias: boolean,
  limit: number = limits.weights.max,
): readonly number[] {
  const adapted = [D, ...layers.slice(1, -1), K]
  if (weightsOf(adapted, bias) <= limit) return adapted
  const hidden = adapted.length > 2 ? adapted : [D, limit, K]
  return narrowed(hidden, Math.max(1, widthThatFits(hidden, bias, limit)))
}
